using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Assay.Foundation.Formats;
using Assay.Learning.Checkpoints;
using Assay.Learning.Data;
using Assay.Learning.Layers;
using Assay.Learning.Optimizers;
using Assay.Learning.Schedules;
using Assay.Learning.Tensors;
using Assay.Learning.Tests.Data;
using Assay.Learning.Training;
using Assay.Testing;

namespace Assay.Learning.Tests.Training;

public sealed class TrainerTests
{
    [Fact]
    public void Training_learns_and_reports_every_epoch()
    {
        using var run = new SmallRun(seed: 1);
        var observer = new Listener();
        var result = new Trainer(run.Options with { Epochs = 30, Observers = [observer] }).Run();
        Assert.Equal(TrainingEnd.Completed, result.End);
        Assert.Equal(Enumerable.Range(0, 30), result.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(Enumerable.Range(0, 30), observer.Began);
        Assert.Equal(30 * 7, observer.Steps.Count);
        Assert.Equal(30 * 7, result.Steps);
        Assert.Equal(result.Epochs, observer.Ended);
        Assert.InRange(result.Epochs[^1].Metrics["valid/accuracy"]!.Value, 0.85, 1);
        Assert.True(result.Epochs[^1].Metrics["valid/loss"] < result.Epochs[0].Metrics["valid/loss"]);
        Assert.Equal(0.02 / (1 + (0.01 * 209)), observer.Steps[^1].LearningRate, 15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(17)]
    public void Interrupted_and_resumed_training_ends_with_the_same_bits(int stopAfter)
    {
        using var folder = new TemporaryFolder();
        using var whole = new SmallRun(seed: 3);
        whole.Options = Stopping(whole.Options) with { Folder = folder.File("whole", "x")[..^2] };
        var expected = new Trainer(whole.Options).Run();

        TrainingResult? result = null;
        var interruptions = 0;
        do
        {
            using var part = new SmallRun(seed: 3);
            using var stop = new CancellationTokenSource();
            if (stopAfter == 0 && interruptions == 0)
                stop.Cancel();
            part.Options = Stopping(part.Options) with { Folder = folder.File("part", "x")[..^2], Observers = [new Listener { AtStep = (_, count) => Stop(count) }] };
            result = new Trainer(part.Options).Run(resume: true, stop.Token);
            if (result.End != TrainingEnd.Cancelled)
            {
                Assert.Equal(whole.Bits(), part.Bits());
                Assert.Equal(whole.Engine.TrainingSteps, part.Engine.TrainingSteps);
            }

            void Stop(int count)
            {
                if (stopAfter > 0 && count == stopAfter)
                    stop.Cancel();
            }
        }
        while (result.End == TrainingEnd.Cancelled && ++interruptions < 100);

        Assert.InRange(interruptions, 1, 99);
        Assert.Equal(expected.End, result.End);
        Assert.Equal(expected.Best, result.Best);
        Assert.Equal(expected.Epochs.Select(Figures), result.Epochs.Select(Figures));

        static TrainerOptions Stopping(TrainerOptions options) => options with
        {
            Epochs = 12,
            Accumulate = 2,
            MaximumGradientNorm = 0.5,
            EarlyStopping = new("valid/accuracy", 5),
            Best = ["valid/accuracy", "valid/loss"],
        };

        static string Figures(EpochReport report) => $"{report.Epoch} {report.Step} {string.Join(' ', report.Metrics.Select(pair => $"{pair.Key}={pair.Value:R}"))}";
    }

    [Fact]
    public void Cancellation_in_the_middle_of_a_step_lets_it_end_and_leaves_a_checkpoint_to_go_on_from()
    {
        using var folder = new TemporaryFolder();
        using var whole = new SmallRun(seed: 6);
        new Trainer(whole.Options).Run();
        using var first = new SmallRun(seed: 6);
        using var stop = new CancellationTokenSource();
        var (losses, loss) = (0, first.Options.Loss);
        var options = first.Options with
        {
            Folder = folder.Path,
            Loss = (outputs, batch) =>
            {
                if (++losses == 11)
                    stop.Cancel();
                return loss(outputs, batch);
            },
        };
        var result = new Trainer(options).Run(resume: false, stop.Token);
        Assert.Equal((TrainingEnd.Cancelled, 10L), (result.End, result.Steps)); // the seven of the first epoch and one of its evaluation came before

        using var second = new SmallRun(seed: 6);
        Assert.Equal(TrainingEnd.Completed, new Trainer(second.Options with { Folder = folder.Path }).Run(resume: true).End);
        Assert.Equal(whole.Bits(), second.Bits());
    }

    [Fact]
    public void What_is_done_after_each_step_comes_before_observers_hear_of_it()
    {
        using var run = new SmallRun(seed: 2);
        var average = new WeightAverage(run.Model.Parameters, decay: 0);
        List<string> calls = [];
        new Trainer(run.Options with
        {
            Epochs = 1,
            AfterStep = () =>
            {
                average.Update();
                calls.Add("after");
            },
            Observers = [new Listener { AtStep = (_, _) => calls.Add("heard") }],
            RestoreBest = false,
        }).Run();
        Assert.Equal(Enumerable.Repeat((string[])["after", "heard"], 7).SelectMany(pair => pair), calls);
        Assert.Equal(run.Model.Parameters.First().ToArray(), average.State.First().ToArray()); // decay 0 is the last weights
    }

    [Fact]
    public void A_plateau_reduces_the_learning_rate_and_is_remembered_by_a_resumed_training()
    {
        using var folder = new TemporaryFolder();
        using var whole = new SmallRun(seed: 8);
        var expected = new Trainer(Reducing(whole.Options)).Run();
        Assert.Equal([0.01, 0.01, 0.001, 0.001], expected.Epochs.Take(4).Select(epoch => epoch.LearningRate));

        using var first = new SmallRun(seed: 8);
        new Trainer(Reducing(first.Options) with { Folder = folder.Path, Epochs = 2 }).Run();
        using var second = new SmallRun(seed: 8);
        var resumed = new Trainer(Reducing(second.Options) with { Folder = folder.Path }).Run(resume: true);

        Assert.Equal(expected.Epochs.Select(epoch => epoch.LearningRate), resumed.Epochs.Select(epoch => epoch.LearningRate));
        Assert.Equal(whole.Bits(), second.Bits());
        Assert.Throws<ArgumentException>(() => new Trainer(Reducing(whole.Options) with { LearningRate = _ => 1 }));

        // No change is large enough to count, so every second epoch reduces.
        static TrainerOptions Reducing(TrainerOptions options) => options with
        {
            Epochs = 6,
            LearningRate = null,
            RestoreBest = false,
            Plateau = new ReduceOnPlateau(0.01, new() { Patience = 0, Threshold = 1e6, IsAbsolute = true, Cooldown = 1 }),
        };
    }

    [Fact]
    public void A_program_that_dies_at_any_step_leaves_a_checkpoint_to_go_on_from()
    {
        using var folder = new TemporaryFolder();
        using var whole = new SmallRun(seed: 4);
        new Trainer(whole.Options).Run();
        for (var dies = 5; dies < 40; dies += 11)
        {
            using var dying = new SmallRun(seed: 4);
            var options = dying.Options with { Folder = folder.Path, CheckpointEvery = 4, Observers = [new Listener { AtStep = (report, _) => Die(report) }] };
            Assert.Throws<InvalidOperationException>(() => new Trainer(options).Run(resume: true));

            void Die(StepReport report)
            {
                if (report.Step >= dies)
                    throw new InvalidOperationException("died");
            }
        }

        using var last = new SmallRun(seed: 4);
        new Trainer(last.Options with { Folder = folder.Path }).Run(resume: true);
        Assert.Equal(whole.Bits(), last.Bits());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_change_no_bit(int threads)
    {
        using var one = new SmallRun(seed: 5);
        using var many = new SmallRun(seed: 5, threads);
        new Trainer(one.Options).Run();
        new Trainer(many.Options).Run();
        Assert.Equal(one.Bits(), many.Bits());
    }

    [Fact]
    public void Accumulated_batches_count_as_one_large_batch_even_when_the_last_is_smaller()
    {
        using var engine = new Engine(new() { Seed = 6, Threads = 1, Precision = Precision.Double });
        using var large = new SmallRun(seed: 6, engine: engine, dropout: 0);
        using var other = new Engine(new() { Seed = 6, Threads = 1, Precision = Precision.Double });
        using var small = new SmallRun(seed: 6, engine: other, dropout: 0);
        var data = SomeData.Larger(100, 7);
        new Trainer(large.Options with { Train = new DataLoader(data, new() { BatchSize = 48, Seed = 6 }) }).Run();
        new Trainer(small.Options with { Train = new DataLoader(data, new() { BatchSize = 16, Seed = 6 }), Accumulate = 3 }).Run();
        foreach (var (expected, actual) in large.Model.State.Zip(small.Model.State))
            Assert.Equal(expected.ToArray(), actual.ToArray(), (left, right) => Math.Abs(left - right) < 1e-6);
    }

    [Fact]
    public void Gradients_longer_than_the_largest_norm_are_scaled_to_it()
    {
        using var engine = new Engine(new() { Threads = 1 });
        var model = new Linear(1, 1, bias: false);
        model.Initialize(engine);
        using (var step = engine.BeginStep())
            model.Forward(step.Tensor([30], [1, 1])).Dot(step.Tensor([1], [1, 1])).Backward();
        Assert.Equal(30, GradientClipping.ByNorm(new Sgd(model.Parameters), 3), 5);
        Assert.Equal(3, model.Weight.GradientToArray()[0], 5);

        using var run = new SmallRun(seed: 1);
        var observer = new Listener();
        new Trainer(run.Options with { Epochs = 1, MaximumGradientNorm = 1e9, Observers = [observer] }).Run();
        Assert.All(observer.Steps, report => Assert.InRange(report.GradientNorm!.Value, 1e-9, 1e3));
    }

    [Fact]
    public void The_model_ends_with_the_weights_of_the_best_epoch()
    {
        using var folder = new TemporaryFolder();
        using var run = new SmallRun(seed: 2, learningRate: 0.3);
        var trainer = new Trainer(run.Options with { Epochs = 12, Best = ["valid/accuracy", "valid/loss"], Folder = folder.Path });
        var result = trainer.Run();
        var best = result.Best["valid/accuracy"];
        Assert.Equal(result.Epochs.Max(epoch => epoch.Metrics["valid/accuracy"]), best.Value);
        Assert.Equal(result.Epochs.First(epoch => epoch.Metrics["valid/accuracy"] == best.Value).Epoch, best.Epoch);
        Assert.NotEqual(11, best.Epoch);
        Assert.Equal(best.Value, trainer.Evaluate(run.Options.Valid!, "valid")["valid/accuracy"]);
        var atBest = run.Model.State[0].ToArray();

        Checkpoint.Load(folder.File("last.json"), run.Model);
        Assert.NotEqual(atBest, run.Model.State[0].ToArray());
        Assert.Equal(best.Step, Checkpoint.Load(folder.File("best-valid-accuracy.json"), run.Model).Step);
        Assert.Equal(atBest, run.Model.State[0].ToArray());
        Assert.Equal(result.Best["valid/loss"].Value, Checkpoint.Read(folder.File("best-valid-loss.json")).Metrics["valid/loss"]);
    }

    [Fact]
    public void Early_stopping_waits_for_its_patience_and_for_changes_that_count()
    {
        using var run = new SmallRun(seed: 2);
        double?[] values = [0.5, 0.6, null, 0.65, 0.7, 0.64, 0.66, 0.75, 0.9];
        var epoch = 0;
        var metric = new TrainingMetric("given", MetricDirection.Maximize, _ => values[epoch++]);
        var result = new Trainer(run.Options with { Epochs = 9, Metrics = [metric], Best = ["valid/given"], EarlyStopping = new("valid/given", 3) { MinimumChange = 0.08 } }).Run();
        Assert.Equal(TrainingEnd.StoppedEarly, result.End);
        Assert.Equal(8, result.Epochs.Count); // 0.7 at epoch 4 counts against 0.6; of the three after it, 0.75 is better but not by enough
        Assert.Equal(0.75, result.Best["valid/given"].Value);
        Assert.Null(result.Epochs[2].Metrics["valid/given"]);
    }

    [Fact]
    public void A_layer_whose_numbers_explode_is_named()
    {
        using var folder = new TemporaryFolder();
        using var run = new SmallRun(seed: 2);
        run.Model.State[2].CopyFrom([.. Enumerable.Repeat(float.MaxValue, 16)]);
        var exception = Assert.Throws<NonFiniteException>(() => new Trainer(run.Options with { Folder = folder.Path }).Run());
        Assert.Equal("The first such value is in the output of Linear of '3.weight', of shape [16, 2].", exception.Culprit);
        Assert.Equal(0, exception.Step);
        Assert.False(File.Exists(folder.File("last.json")));

        using var engine = new Engine(new() { Threads = 1 });
        var sparse = new SparseAutoencoder(2, 8, 3);
        sparse.Initialize(engine);
        sparse.Atoms.CopyFrom([.. Enumerable.Repeat(float.MaxValue, 16)]);
        var explosion = Assert.Throws<NonFiniteException>(() => new Trainer(new()
        {
            Model = sparse,
            Forward = features => features,
            Loss = (features, _) => sparse.Loss(features),
            Optimizer = new Adam(sparse.Parameters),
            Train = new DataLoader(SomeData.Larger(20, 1)),
        }).Run());
        Assert.Equal("The first such value is in the output of SparseAutoencoderLoss of 'encoder.weight', of shape [].", explosion.Culprit);

        using var poisoned = new SmallRun(seed: 2);
        poisoned.Model.State[1].CopyFrom([.. Enumerable.Repeat(float.NaN, 8)]);
        Assert.Equal("Parameter '0.bias' held such a value before the step.", Assert.Throws<NonFiniteException>(() => new Trainer(poisoned.Options).Run()).Culprit);
    }

    [Fact]
    public void A_last_step_that_spoils_the_weights_is_found_without_any_evaluation()
    {
        using var run = new SmallRun(seed: 2);
        var options = run.Options with { Valid = null, Metrics = [], Train = new DataLoader(SomeData.Larger(20, 1)), Epochs = 1, LearningRate = _ => 1e39 };
        Assert.Equal("Parameter '0.weight' holds such a value.", Assert.Throws<NonFiniteException>(() => new Trainer(options).Run()).Culprit);
    }

    [Fact]
    public void Settings_stand_beside_the_checkpoints()
    {
        using var folder = new TemporaryFolder();
        using var run = new SmallRun(seed: 2);
        new Trainer(run.Options with { Epochs = 1, Folder = folder.Path, Config = new() { ["hidden"] = 8 } }).Run();
        using var json = JsonDocument.Parse(File.ReadAllText(folder.File("config.json")));
        Assert.Equal(0.01, json.RootElement.GetProperty("optimizer").GetProperty("settings").GetProperty("weightDecay").GetDouble());
        Assert.Equal(8, json.RootElement.GetProperty("config").GetProperty("hidden").GetInt32());
        Assert.Equal(run.Loader.Data.Digest, json.RootElement.GetProperty("data").GetProperty("train").GetProperty("sha256").GetString());
        Assert.Equal(2UL, json.RootElement.GetProperty("engine").GetProperty("seed").GetUInt64());
    }

    [Fact]
    public void Going_on_with_another_seed_or_other_data_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var run = new SmallRun(seed: 2);
        new Trainer(run.Options with { Epochs = 1, Folder = folder.Path }).Run();
        using var other = new SmallRun(seed: 3);
        Assert.Contains("the engine's seed 2; expected 3", Assert.Throws<DataFileException>(() => new Trainer(other.Options with { Folder = folder.Path }).Run(resume: true)).Message, StringComparison.Ordinal);
        using var third = new SmallRun(seed: 2);
        var options = third.Options with { Folder = folder.Path, Train = new DataLoader(SomeData.Larger(100, 99), new() { BatchSize = 16 }) };
        Assert.Contains("it was trained with 'train' data of SHA-256", Assert.Throws<DataFileException>(() => new Trainer(options).Run(resume: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_do_not_fit_are_refused()
    {
        using var run = new SmallRun(seed: 2);
        Assert.Contains("There is no metric 'valid/los'; did you mean 'valid/loss'?", Assert.Throws<ArgumentException>(() => new Trainer(run.Options with { Best = ["valid/los"] })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Trainer(run.Options with { Valid = null }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(run.Options with { Epochs = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(run.Options with { MaximumGradientNorm = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(run.Options with { EarlyStopping = new("valid/loss", 0) }));
        Assert.Throws<InvalidOperationException>(() => new Trainer(run.Options).Run(resume: true));
    }

    [Fact]
    public void A_step_allocates_nothing_after_the_first_ones()
    {
        Assert.SkipWhen(typeof(Engine).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true }, "an unoptimized build boxes numbers in conversions");
        using var run = new SmallRun(seed: 2);
        var meter = new Meter();
        new Trainer(run.Options with { Epochs = 3, Accumulate = 2, MaximumGradientNorm = 1, Train = new DataLoader(SomeData.Larger(2000, 7), new() { BatchSize = 10 }), Observers = [meter] }).Run();
        Assert.Equal(0, meter.At[290] - meter.At[210]); // steps of one epoch, the third
    }

    private sealed class Meter : ITrainingObserver
    {
        public long[] At { get; } = new long[301];

        public void StepEnded(StepReport report) => At[report.Step] = GC.GetAllocatedBytesForCurrentThread();
    }

    private sealed class Listener : ITrainingObserver
    {
        public List<int> Began { get; } = [];

        public List<StepReport> Steps { get; } = [];

        public List<EpochReport> Ended { get; } = [];

        public Action<StepReport, int>? AtStep { get; init; }

        public void EpochBegan(int epoch) => Began.Add(epoch);

        public void StepEnded(StepReport report)
        {
            Steps.Add(report);
            AtStep?.Invoke(report, Steps.Count);
        }

        public void EpochEnded(EpochReport report) => Ended.Add(report);
    }
}
