namespace Assay.Claims;

/// <summary>One independent unit of evidence: a run, or runs that share a seed, fold or group.</summary>
/// <param name="Name">What its runs share, or the run's short id.</param>
/// <param name="Value">The mean of its runs' values.</param>
/// <param name="Runs">How many runs it has.</param>
public sealed record EvidenceUnit(string Name, double Value, int Runs);
