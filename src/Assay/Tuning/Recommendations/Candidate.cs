using Assay.Statistics;

namespace Assay.Tuning.Recommendations;

/// <summary>A configuration that could be gone on with.</summary>
/// <param name="Trial">Its best trial.</param>
/// <param name="Replicates">Trials of it that differ in their value: independent trainings. A value that repeats to the last digit counts once.</param>
/// <param name="Mean">Mean of their values.</param>
/// <param name="Expected">What is expected of another training: the replicates' mean, or what the trees that did not see its trials predict.</param>
/// <param name="Bound">How good it is at least, one-sided: the lower confidence bound where larger is better, the upper one where smaller is. Undefined where nothing tells the spread.</param>
public sealed record Candidate(Trial Trial, int Replicates, double Mean, Quantity Expected, Quantity Bound);
