namespace Assay.Learning.Training;

/// <summary>What came of a training run.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Steps">The optimizer's steps, those before a resume included.</param>
/// <param name="Epochs">Every epoch, those before a resume included.</param>
/// <param name="Best">The best value of each metric that was watched; one that was never defined is missing.</param>
public sealed record TrainingResult(TrainingEnd End, long Steps, IReadOnlyList<EpochReport> Epochs, IReadOnlyDictionary<string, BestValue> Best);
