using System.Text.Json;
using Assay.Learning.Data;

namespace Assay.Learning.Checkpoints;

/// <summary>What a checkpoint knows beside its numbers: the JSON file next to the safetensors file.</summary>
public sealed record CheckpointRecord
{
    /// <summary>The format's version; 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The file of the numbers, in the same folder. Set when the checkpoint is written.</summary>
    public string Weights { get; init; } = "";

    /// <summary>SHA-256 of that file, 64 lower-case hex digits: a pair of files that do not belong together is found by it. Set when the checkpoint is written.</summary>
    public string WeightsSha256 { get; init; } = "";

    /// <summary>Steps of the optimizer taken.</summary>
    public long Step { get; init; }

    /// <summary>The engine's seed. Set when the checkpoint is written.</summary>
    public ulong EngineSeed { get; init; }

    /// <summary>The engine's counter of training steps, from which dropout masks follow. Set when the checkpoint is written.</summary>
    public long EngineTrainingSteps { get; init; }

    /// <summary>The optimizer; null when none was saved. Set when the checkpoint is written.</summary>
    public OptimizerRecord? Optimizer { get; init; }

    /// <summary>Where the loader of the training data stands.</summary>
    public DataLoaderState Loader { get; init; }

    /// <summary>SHA-256 of data sets by their role, e.g. <c>train</c>.</summary>
    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Metrics at this point; null for an undefined one.</summary>
    public IReadOnlyDictionary<string, double?> Metrics { get; init; } = new Dictionary<string, double?>(StringComparer.Ordinal);

    /// <summary>The model's configuration: whatever makes the same model again.</summary>
    public JsonElement? Model { get; init; }

    /// <summary>The state of the program that trains.</summary>
    public JsonElement? Trainer { get; init; }
}
