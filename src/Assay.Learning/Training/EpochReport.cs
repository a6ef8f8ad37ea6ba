namespace Assay.Learning.Training;

/// <summary>One epoch of training.</summary>
/// <param name="Epoch">From 0.</param>
/// <param name="Step">The optimizer's steps until its end.</param>
/// <param name="Metrics"><c>train/loss</c>, the mean over the epoch's samples with dropout as trained; <c>valid/loss</c> and <c>valid/…</c> without dropout; null for undefined.</param>
/// <param name="LearningRate">The step size of its last step.</param>
/// <param name="Seconds">Time it took, evaluation included; of an epoch that was interrupted, since it was resumed.</param>
public sealed record EpochReport(int Epoch, long Step, IReadOnlyDictionary<string, double?> Metrics, double LearningRate, double Seconds);
