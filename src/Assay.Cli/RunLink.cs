using Assay.Tracking;

namespace Assay.Cli;

/// <summary>Runs that a run points to, and runs that point to it.</summary>
/// <param name="Word">How the other run stands to this one, e.g. <c>superseded by</c>.</param>
/// <param name="Other">The other run's id.</param>
/// <param name="Run">The other run; null when the store does not hold it.</param>
internal sealed record RunLink(string Word, RunId Other, Run? Run);
