using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Cli.Tests;

/// <summary>A small study with everything that reading verbs have to show: curves, identities, failures, links, unfit names.</summary>
public static class LossStudy
{
    public static RunId Focal { get; } = RunId.Parse("019b7a0000007000800000000000aa01");

    public static RunId CrossEntropy { get; } = RunId.Parse("019b7a0000007000800000000000bb02");

    public static RunId Crashed { get; } = RunId.Parse("019b7a0000007000800000000000cc03");

    public static RunId Retired { get; } = RunId.Parse("019b7a0000007000800000000000dd04");

    public static RunId Unfit { get; } = RunId.Parse("019b7a0000007000800000000000ee05");

    public static async Task WriteAsync(IRunStore store, TestClock clock)
    {
        var start = clock.GetUtcNow();
        await store.CreateRunsAsync([Draft(Focal, "Focal loss, γ = 2", "LF-55", "focal", start) with { Facts = new RunPatch { Title = "Focal loss, γ = 2", Stage = "training", Reason = "does focusing on hard days help?", Result = "a little", Caveat = "one seed only" } }]);
        clock.Advance(TimeSpan.FromMinutes(1));
        await store.CreateRunsAsync([Draft(CrossEntropy, "Cross-entropy", "LF-56", "ce", start.AddMinutes(1)) with
        {
            Details = Details("ce", "2222222222222222222222222222222222222222", dirty: true),
        }]);
        clock.Advance(TimeSpan.FromMinutes(1));
        await store.CreateRunsAsync([Draft(Crashed, "Cross-entropy, big batch", "LF-57", "ce", start.AddMinutes(2)) with
        {
            Status = RunStatus.Failed,
            Facts = new RunPatch { Title = "Cross-entropy, big batch", ErrorLine = "RuntimeError: out of memory", ErrorKind = "python", Resolution = "batch halved", ResolvedBy = CrossEntropy },
            Details = new RunDetails { Arguments = ["python", "train.py", "--name", "it's big"], ErrorTail = "Traceback (most recent call last):\n  File \"train.py\", line 3\nRuntimeError: out of memory\n" },
        }]);
        await store.CreateRunsAsync([Draft(Retired, "Focal loss, wrong labels", "LF-58", "focal", start.AddMinutes(2)) with
        {
            Facts = new RunPatch { Title = "Focal loss, wrong labels", SupersededBy = Focal, SupersededWhy = "labels were shifted by a day" },
        }]);
        await store.CreateRunsAsync([new RunDraft("Default") { Id = Unfit, Kind = RunKind.Action, Status = RunStatus.Completed, Name = "<b>[red]x[/]</b>", Facts = new RunPatch { Title = "a\u001b[31mb\nc\u202ed [red]<i>" } }]);

        await LogAsync(store, clock, Focal, new MetricIdentity("valid/auc") { Split = "valid", Dataset = new string('1', 64), Direction = Direction.Maximize }, 0.5, 0.6, 0.68, 0.71, 0.7);
        await LogAsync(store, clock, Focal, new MetricIdentity("loss") { Direction = Direction.Minimize }, 0.9, 0.7, 0.5, 0.45, 0.44);
        await LogAsync(store, clock, CrossEntropy, new MetricIdentity("valid/auc") { Split = "valid", Dataset = new string('1', 64), Direction = Direction.Maximize }, 0.5, 0.55, 0.6, 0.66, 0.69);
        await LogAsync(store, clock, CrossEntropy, new MetricIdentity("loss") { Direction = Direction.Minimize, Split = "test" }, 0.8, double.NaN, 0.6);
        await LogAsync(store, clock, CrossEntropy, new MetricIdentity("f1"), MetricValue.Undefined("one class only"));
        await LogAsync(store, clock, Crashed, new MetricIdentity("valid/auc") { Split = "valid", Dataset = new string('1', 64), Direction = Direction.Maximize }, 0.99);
        await LogAsync(store, clock, Retired, new MetricIdentity("valid/auc") { Split = "valid", Dataset = new string('2', 64), Direction = Direction.Maximize }, 0.95);
        await store.WriteAsync(new WriteBatch(
        [
            new UseDataset(Focal, new Dataset("sp500", new string('1', 64), "train", 5_104, "data/sp500.csv")),
            new AddArtifact(Focal, new Artifact("model.bin", 123_456, new string('3', 64), Stored: true)),
            new SetTag(Focal, "who", "ann"),
        ]));
        await store.AddNoteAsync(new Note(0, NoteKind.Insight, "It only helps on the last two years.", NoteTarget.Run(Focal), "ann", clock.GetUtcNow()));
        clock.Advance(TimeSpan.FromMinutes(3));
    }

    private static RunDraft Draft(RunId id, string title, string planned, string loss, DateTimeOffset started) => new("losses")
    {
        Id = id,
        Status = RunStatus.Completed,
        Started = started,
        Ended = started.AddSeconds(42.5),
        User = "ann",
        Place = new PlanPlace("loss-functions") { Phase = "P0", Priority = "LF-P8", Experiment = planned },
        Facts = new RunPatch { Title = title },
        Params = [new Param("loss", $"\"{loss}\""), new Param("lr", "1e-4")],
        Details = Details(loss, "1111111111111111111111111111111111111111", dirty: false),
    };

    private static RunDetails Details(string loss, string commit, bool dirty) => new()
    {
        Command = $"train --loss {loss}",
        WorkingDirectory = "/home/ann/losses",
        Config = $$"""{"optimizer":{"name":"adam","lr":1e-4},"loss":"{{loss}}"}""",
        Environment = new Dictionary<string, string> { ["CUDA_VISIBLE_DEVICES"] = loss == "ce" ? "1" : "0" },
        Git = new GitState(commit, "main", dirty) { DiffDigest = dirty ? new string('4', 64) : null },
        Host = new HostFacts("lab1", "Debian 12", 16, []),
        PeakMemory = MetricValue.Of(300L << 20),
        CpuSeconds = MetricValue.Undefined("not measured here"),
    };

    private static Task LogAsync(IRunStore store, TestClock clock, RunId run, MetricIdentity identity, params MetricValue[] values) =>
        store.WriteAsync(new WriteBatch([new LogMetrics(run, identity, [.. values.Select((value, step) => new MetricPoint(step, clock.GetUtcNow(), value))])]));
}
