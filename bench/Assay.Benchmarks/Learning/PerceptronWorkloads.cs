using Assay.Learning;
using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;

namespace Assay.Benchmarks.Learning;

/// <summary>The perceptrons and sparse autoencoders among the reference workloads: batches of 64 with dropout 0.1 and AdamW; of 256 with Adam and a normalized decoder.</summary>
internal static class PerceptronWorkloads
{
    public static IEnumerable<StepWorkload> Perceptrons =>
    [
        new("a.mlp 768-512-128-18", 0.127, engine => Perceptron(engine, 768, 512, 128, 18), SmallPerceptron, StepMemory.OfPerceptron(64, 768, 512, 128, 18)),
        new("a.mlp 768-4096-4096-18", 7.276, engine => Perceptron(engine, 768, 4096, 4096, 18), SmallPerceptron, StepMemory.OfPerceptron(64, 768, 4096, 4096, 18)),
    ];

    public static IEnumerable<StepWorkload> Autoencoders =>
    [
        new("d.sae 128-128 k32 b256", 0.025, engine => Autoencoder(engine, 128, 128, 256), SmallAutoencoder, StepMemory.OfAutoencoder(256, 128, 128, 32)),
        new("d.sae 128-512 k32 b256", 0.042, engine => Autoencoder(engine, 128, 512, 256), SmallAutoencoder, StepMemory.OfAutoencoder(256, 128, 512, 32)),
        new("d.sae 128-1024 k32 b256", 0.076, engine => Autoencoder(engine, 128, 1024, 256), SmallAutoencoder, StepMemory.OfAutoencoder(256, 128, 1024, 32)),
    ];

    private static Action SmallPerceptron(Engine engine) => Perceptron(engine, 64, 128, 64, 18);

    private static Action SmallAutoencoder(Engine engine) => Autoencoder(engine, 32, 64, 64);

    private static Action Perceptron(Engine engine, params int[] sizes)
    {
        var layers = new List<Layer>();
        for (var index = 0; index + 1 < sizes.Length; index++)
        {
            layers.Add(new Linear(sizes[index], sizes[index + 1]));
            if (index + 2 < sizes.Length)
                layers.AddRange([new Relu(), new Dropout(0.1)]);
        }

        var model = new Sequential([.. layers]);
        model.Initialize(engine);
        var optimizer = new AdamW(model.Parameters, new() { LearningRate = 1e-4, WeightDecay = 0.01 });
        var loss = new BinaryCrossEntropyLoss();
        var input = Normal(64 * sizes[0]);
        var targets = Normal(64 * sizes[^1]).Select(value => value > 0 ? 1f : 0f).ToArray();
        return () =>
        {
            using var step = engine.BeginStep();
            loss.Of(model.Forward(step.Tensor(input, [64, sizes[0]])).AsLogits(), step.Tensor(targets, [64, sizes[^1]])).Backward();
            optimizer.Step();
        };
    }

    private static Action Autoencoder(Engine engine, int inputs, int features, int batch)
    {
        var model = new SparseAutoencoder(inputs, features, 32);
        model.Initialize(engine);
        var optimizer = new Adam(model.Parameters, new() { LearningRate = 1e-3 });
        var input = Normal(batch * inputs);
        return () =>
        {
            using (var step = engine.BeginStep())
                model.Loss(step.Tensor(input, [batch, inputs])).Backward();
            optimizer.Step();
            model.NormalizeDecoder();
        };
    }

    private static float[] Normal(int count)
    {
        var random = new Random(1);
        var values = new float[count];
        for (var index = 0; index < count; index++)
            values[index] = MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
        return values;
    }
}
