namespace Assay.Tracking.Changes;

/// <summary>Writes a parameter. The same value again is accepted; another value is refused, because parameters are written once.</summary>
/// <param name="Run">The run.</param>
/// <param name="Param">The parameter.</param>
public sealed record SetParam(RunId Run, Param Param) : Change(Run);
