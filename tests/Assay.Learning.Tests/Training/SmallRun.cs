using Assay.Learning.Data;
using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;
using Assay.Learning.Tensors;
using Assay.Learning.Tests.Data;
using Assay.Learning.Training;

namespace Assay.Learning.Tests.Training;

/// <summary>A model of 42 parameters with dropout, its optimizer and data: enough to train in milliseconds.</summary>
internal sealed class SmallRun : IDisposable
{
    private static readonly CrossEntropyLoss Loss = new();
    private readonly bool _ownsEngine;

    public SmallRun(ulong seed, int threads = 1, Precision precision = Precision.Single, double learningRate = 0.02, double dropout = 0.2, Engine? engine = null)
    {
        _ownsEngine = engine is null;
        Engine = engine ?? new Engine(new() { Seed = seed, Threads = threads, Precision = precision });
        Model = new Sequential(new Linear(2, 8), new Relu(), new Dropout(dropout), new Linear(8, 2));
        Model.Initialize(Engine);
        Optimizer = new AdamW(Model.Parameters, new() { LearningRate = learningRate, WeightDecay = 0.01 });
        Loader = new DataLoader(SomeData.Larger(100, 7), new() { BatchSize = 16, Seed = seed });
        Options = new TrainerOptions
        {
            Model = Model,
            Loss = (outputs, batch) => Loss.Of(outputs.AsLogits(), batch.Labels),
            Optimizer = Optimizer,
            Train = Loader,
            Valid = SomeData.Larger(50, 8),
            Epochs = 6,
            LearningRate = step => learningRate / (1 + (0.01 * step)),
            Metrics = [TrainingMetric.Accuracy],
        };
    }

    public Engine Engine { get; }

    public Sequential Model { get; }

    public AdamW Optimizer { get; }

    public DataLoader Loader { get; }

    public TrainerOptions Options { get; set; }

    /// <summary>Trains some steps by hand.</summary>
    public void Steps(int count)
    {
        for (var number = 0; number < count; number++)
        {
            using var step = Engine.BeginStep();
            var batch = (Loader.Next() ?? Loader.Next()!).In(step);
            Loss.Of(Model.Forward(batch.Features).AsLogits(), batch.Labels).Backward();
            Optimizer.Step();
        }
    }

    /// <summary>Every bit of the weights and the optimizer's moments.</summary>
    public unsafe long[] Bits() =>
    [
        .. Model.State.Concat(Optimizer.State).SelectMany(parameter => Engine.Precision == Precision.Double
            ? new ReadOnlySpan<long>(parameter.Node.Data, (int)parameter.Shape.Count).ToArray()
            : Array.ConvertAll(parameter.ToArray(), value => (long)BitConverter.SingleToInt32Bits(value))),
    ];

    public void Dispose()
    {
        Loader.Dispose();
        if (_ownsEngine)
            Engine.Dispose();
    }
}
