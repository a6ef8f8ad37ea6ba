using System.Text.Json.Serialization;
using Assay.Learning.Schedules;

namespace Assay.Learning.Training;

/// <summary>What a trainer must know to go on besides weights, optimizer and loader.</summary>
internal sealed record TrainerState
{
    /// <summary>Optimizer's steps.</summary>
    public long Step { get; set; }

    /// <summary>Σ loss · samples of the current epoch's steps.</summary>
    public double LossSum { get; set; }

    /// <summary>Samples of the current epoch's steps.</summary>
    public long LossSamples { get; set; }

    /// <summary>Early stopping's best value; null before the first.</summary>
    public double? StoppingBest { get; set; }

    /// <summary>Epochs since then.</summary>
    public int StoppingWaited { get; set; }

    /// <summary>What the reduction on a plateau remembers; null without, or before the first epoch ended.</summary>
    public PlateauState? Plateau { get; set; }

    /// <summary>Best values of watched metrics.</summary>
    public Dictionary<string, BestValue> Best { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Epochs that ended.</summary>
    public List<EpochReport> Epochs { get; set; } = [];
}

/// <summary>The JSON of <see cref="TrainerState"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrainerState))]
internal sealed partial class TrainerJson : JsonSerializerContext;
