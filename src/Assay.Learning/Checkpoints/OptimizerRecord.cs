namespace Assay.Learning.Checkpoints;

/// <summary>What a checkpoint knows of an optimizer beside its moments.</summary>
/// <param name="Type">The optimizer's name, e.g. <c>AdamW</c>.</param>
/// <param name="StepCount">Steps taken.</param>
/// <param name="LearningRate">The step size now.</param>
/// <param name="Settings">Its other settings by name.</param>
public sealed record OptimizerRecord(string Type, long StepCount, double LearningRate, IReadOnlyDictionary<string, double> Settings);
