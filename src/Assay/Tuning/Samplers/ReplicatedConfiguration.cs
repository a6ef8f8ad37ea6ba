namespace Assay.Tuning.Samplers;

/// <summary>A configuration with all trials that evaluated it, e.g. under different random seeds.</summary>
/// <param name="Point">One number a dimension, NaN where the parameter is not in play.</param>
/// <param name="Trials">Numbers of its completed trials, ascending; at least one.</param>
/// <param name="Mean">Mean of its losses.</param>
/// <param name="Optimistic">Lower bound of the mean loss; −∞ while the noise is not known.</param>
/// <param name="Pessimistic">Upper bound of the mean loss, the lower confidence bound of how good it is; +∞ while the noise is not known.</param>
public sealed record ReplicatedConfiguration(double[] Point, IReadOnlyList<int> Trials, double Mean, double Optimistic, double Pessimistic);
