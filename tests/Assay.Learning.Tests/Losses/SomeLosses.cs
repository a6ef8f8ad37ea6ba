using Assay.Learning.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests.Losses;

/// <summary>Losses and batches that tests share.</summary>
internal static class SomeLosses
{
    public static IReadOnlyDictionary<string, BinaryLoss> ByName { get; } = new Dictionary<string, BinaryLoss>
    {
        ["bce"] = new BinaryCrossEntropyLoss(),
        ["bce weight 3"] = new BinaryCrossEntropyLoss(3),
        ["label smoothing 0.2"] = new BinaryCrossEntropyLoss(labelSmoothing: 0.2),
        ["focal 2 0.25"] = new FocalLoss(),
        ["focal 0.75 0.5"] = new FocalLoss(0.75, 0.5),
        ["asymmetric focal 1 2 0.5"] = new AsymmetricFocalLoss(),
        ["soft auc 2"] = new SoftAucLoss(),
        ["weighted sum 0.3 3"] = new WeightedSumLoss(0.3, 3),
        ["entropy 0.1"] = new EntropyRegularizedLoss(),
        ["variance 0.5"] = new VarianceRegularizedLoss(),
        ["calibrated focal 2 0.25 0.1 0.5"] = new CalibratedFocalLoss(temperature: 0.5),
        ["bootstrap 0.8 soft"] = new BootstrapLoss(),
        ["bootstrap 0.8 hard"] = new BootstrapLoss(hard: true),
        ["forward correction 0.1 0.15"] = new ForwardCorrectionLoss(0.1, 0.15),
        ["forward correction 0 0.2"] = new ForwardCorrectionLoss(0, 0.2),
        ["confidence 0.7 0.1"] = new ConfidenceLearningLoss(),
        ["confidence 0.7 0"] = new ConfidenceLearningLoss(suspectWeight: 0),
    };

    public static TheoryData<string> Names => [.. ByName.Keys];

    /// <summary>Normal logits and targets 0 or 1, both kinds.</summary>
    public static (float[] Logits, float[] Targets) Batch(int count, int seed = 1)
    {
        var random = new Random(seed);
        var logits = new float[count];
        var targets = new float[count];
        for (var index = 0; index < count; index++)
        {
            logits[index] = (random.NextSingle() * 6) - 3;
            targets[index] = index % 3 == 0 ? 1 : 0;
        }

        return (logits, targets);
    }

    /// <summary>Value and gradient of a loss of logits, or of their sigmoids.</summary>
    public static (double Value, float[] Gradient) Of(BinaryLoss loss, float[] logits, float[] targets, EngineOptions? options = null, bool ofProbabilities = false)
    {
        using var engine = new Engine(options ?? new() { Threads = 1 });
        var input = new Trainable(engine, ([logits.Length], logits));
        using var step = engine.BeginStep();
        Tensor tensor = input.All[0];
        var value = ofProbabilities
            ? loss.Of(tensor.AsLogits().Sigmoid(), step.Tensor(targets, [targets.Length]))
            : loss.Of(tensor.AsLogits(), step.Tensor(targets, [targets.Length]));
        value.Backward();
        return (value.Item, input.All[0].GradientToArray());
    }
}
