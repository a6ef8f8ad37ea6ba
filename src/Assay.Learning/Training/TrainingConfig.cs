using System.Text.Json.Nodes;
using Assay.Learning.Layers;

namespace Assay.Learning.Training;

/// <summary>The settings of a training run as JSON: everything that decides the result, so that it can be repeated.</summary>
internal static class TrainingConfig
{
    public static JsonObject Of(TrainerOptions options) => new()
    {
        ["trainer"] = new JsonObject
        {
            ["epochs"] = options.Epochs,
            ["accumulate"] = options.Accumulate,
            ["maximumGradientNorm"] = options.MaximumGradientNorm,
            ["learningRateSchedule"] = options.LearningRate is null ? null : options.LearningRate.Target?.GetType().Name ?? "function",
            ["plateauMetric"] = options.Plateau is null ? null : options.PlateauMetric,
            ["evaluationBatchSize"] = options.EvaluationBatchSize,
            ["metrics"] = Texts(options.Metrics.Select(metric => metric.Name)),
            ["best"] = Texts(options.Watched),
            ["restoreBest"] = options.RestoreBest,
            ["checkpointEvery"] = options.CheckpointEvery,
            ["earlyStopping"] = options.EarlyStopping is not { } stopping ? null : new JsonObject
            {
                ["metric"] = stopping.Metric,
                ["patience"] = stopping.Patience,
                ["minimumChange"] = stopping.MinimumChange,
            },
        },
        ["model"] = Model(options.Model),
        ["optimizer"] = new JsonObject
        {
            ["type"] = options.Optimizer.GetType().Name,
            ["learningRate"] = options.Optimizer.LearningRate,
            ["settings"] = new JsonObject(options.Optimizer.Settings.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
            ["groups"] = new JsonArray([.. options.Optimizer.Groups.Select(group => new JsonObject
            {
                ["parameters"] = Texts(group.Parameters.Select(parameter => parameter.Name)),
                ["learningRateFactor"] = group.LearningRateFactor,
                ["weightDecay"] = group.WeightDecay,
            })]),
        },
        ["data"] = new JsonObject
        {
            ["train"] = Data(options.Train.Data),
            ["valid"] = options.Valid is null ? null : Data(options.Valid),
            ["batchSize"] = options.Train.Options.BatchSize,
            ["shuffle"] = options.Train.Options.Shuffle,
            ["seed"] = options.Train.Options.Seed,
            ["dropLast"] = options.Train.Options.DropLast,
            ["weighted"] = options.Train.Options.Weights is not null,
            ["withReplacement"] = options.Train.Options.WithReplacement,
            ["samplesPerEpoch"] = options.Train.Samples,
        },
        ["engine"] = new JsonObject
        {
            ["seed"] = options.Model.Engine.Options.Seed,
            ["precision"] = options.Model.Engine.Precision.ToString(),
            ["width"] = options.Model.Engine.Width.ToString(),
            ["version"] = typeof(Engine).Assembly.GetName().Version?.ToString(),
        },
        ["config"] = options.Config?.DeepClone(),
    };

    public static JsonObject Model(Module model) => new()
    {
        ["type"] = model.GetType().Name,
        ["parameters"] = new JsonArray([.. model.State.Select(parameter => new JsonObject
        {
            ["name"] = parameter.Name,
            ["shape"] = new JsonArray([.. parameter.Shape.Select(size => (JsonNode)JsonValue.Create(size))]),
            ["trainable"] = parameter.Trainable,
        })]),
    };

    private static JsonObject Data(Data.Dataset data) => new() { ["samples"] = data.Count, ["shape"] = data.SampleShape.ToString(), ["classes"] = data.Classes, ["sha256"] = data.Digest };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]);
}
