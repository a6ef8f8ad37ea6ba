using System.Diagnostics;
using System.Globalization;
using Assay.Learning;
using Assay.Learning.Layers;
using Assay.Learning.Optimizers;

namespace Assay.Benchmarks.Learning;

/// <summary>
/// Milliseconds of a training step of a sparse autoencoder (128 inputs, 32 active features, batches of 256, Adam, normalized decoder): minimum and median of single steps.
/// </summary>
internal static class SaeSpeed
{
    private const int Inputs = 128;
    private const int Batch = 256;
    private const int Active = 32;
    private const int Rounds = 400;

    public static void Run(int threads, int only)
    {
        Console.WriteLine("features  threads   loss+grad      Adam  normalize      step (min)  step (median)");
        foreach (var features in (int[])[128, 512, 1024])
        {
            if (only == 0 || only == features)
                Measure(features, threads);
        }
    }

    private static void Measure(int features, int threads)
    {
        using var engine = new Engine(new() { Seed = 1, Threads = threads });
        var model = new SparseAutoencoder(Inputs, features, Active);
        model.Initialize(engine);
        model.NormalizeDecoder();
        var optimizer = new Adam(model.Parameters, new() { LearningRate = 1e-3 });
        var random = new Random(1);
        var input = new float[Batch * Inputs];
        for (var i = 0; i < input.Length; i++)
            input[i] = MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
        var times = new double[4][];
        for (var kind = 0; kind < 4; kind++)
            times[kind] = new double[Rounds];
        for (var round = -100; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            using (var step = engine.BeginStep())
                model.Loss(step.Tensor(input, [Batch, Inputs])).Backward();
            var afterGradient = Stopwatch.GetTimestamp();
            optimizer.Step();
            var afterStep = Stopwatch.GetTimestamp();
            model.NormalizeDecoder();
            var end = Stopwatch.GetTimestamp();
            if (round < 0)
                continue;
            times[0][round] = Stopwatch.GetElapsedTime(start, afterGradient).TotalMilliseconds;
            times[1][round] = Stopwatch.GetElapsedTime(afterGradient, afterStep).TotalMilliseconds;
            times[2][round] = Stopwatch.GetElapsedTime(afterStep, end).TotalMilliseconds;
            times[3][round] = Stopwatch.GetElapsedTime(start, end).TotalMilliseconds;
        }

        Array.Sort(times[3]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{features,8}{threads,9}{times[0].Min(),12:0.000}{times[1].Min(),10:0.000}{times[2].Min(),11:0.000}{times[3][0],16:0.000}{times[3][Rounds / 2],15:0.000}"));
    }
}
