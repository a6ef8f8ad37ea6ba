using Assay.Notebook;
using Assay.Tracking;

namespace Assay.Tests.Notebook.Tracker;

/// <summary>Books that use every field a tracker carries.</summary>
internal static class TrackerBooks
{
    /// <summary>Several seeds of an experiment, values that no table of the best shows, and each state of an experiment.</summary>
    public static LogBook Seeds => new("seeds")
    {
        Title = "Seeds #",
        Description = "Two seeds each.",
        TopMetric = "valid/Taste",
        TopCount = 2,
        Categories = [new("B", 5, "Breads", "B-P1, B-P2"), new("C", 1, null)],
        Priorities =
        [
            new("B-P1") { Title = "First | best", Category = "B", Experiments = ["B-1", "B-2"], Status = RunStatus.Completed, Best = "B-2-s1", BestMetric = "valid/Taste" },
            new("C-P1") { Category = "C", Experiments = ["C-1"], Status = RunStatus.Completed, Best = "C-1", BestMetric = "rise", Remark = "quick (very)" },
            new("B-P2") { Category = "B", Experiments = ["B-3", "B-4", "B-5", "B-6"], Status = RunStatus.Failed, Command = "assay run --priority B-P2", Remark = "hot", Best = "B-3", BestMetric = "valid/Taste" },
        ],
        Entries =
        [
            Entry("B-1", 1, "B-P1", RunStatus.Completed, 0.5),
            Entry("B-1", 2, "B-P1", RunStatus.Completed, 0.25),
            Entry("B-2", 1, "B-P1", RunStatus.Completed, 0.875),
            Entry("B-2", 2, "B-P1", RunStatus.Completed, 0.1234567890123),
            new LogEntry("C-1") { Name = "C-1", Experiment = "C-1", Priority = "C-P1", Status = RunStatus.Completed, Metrics = [LogMetric.Of("rise", 3)] },
            Entry("B-3", null, "B-P2", RunStatus.Completed, 0.625) with { Caveat = "one | taster" },
            new LogEntry("B-4") { Name = "B-4", Experiment = "B-4", Priority = "B-P2", Status = RunStatus.Failed, Error = "oven: cold" },
            new LogEntry("B-5") { Name = "B-5", Experiment = "B-5", Priority = "B-P2", Status = RunStatus.Planned, Caveat = "changed since" },
            new LogEntry("B-6") { Name = "B-6", Experiment = "B-6", Priority = "B-P2", Status = RunStatus.Running },
            new LogEntry("X-1") { Name = "X-1", Experiment = "X-1", Status = null, Params = [new("a", "null"), new("b", "\"- x\"")], Metrics = [new("odd", [new LogPoint(0, MetricValue.Undefined("no loaf"))])] },
        ],
        Notes =
        [
            new(NoteKind.Finding, "Warm wins\n- **clearly**\n- twice"), new(NoteKind.Decision, "Use steam"),
            new(NoteKind.Observation, "a\n\nb"), new(NoteKind.Issue, "lid\n- rusty"), new(NoteKind.Note, "plain"),
            new(NoteKind.NextStep, "Ask") { State = NoteState.Done }, new(NoteKind.UserPriority, "Bread first"), new(NoteKind.NextStep, "Drop it") { State = NoteState.Dropped },
            new(NoteKind.Note, "own text") { Section = "Own / Deep / Deeper" },
        ],
        Commands = [new("What is running", "assay status"), new("Two lines", "cd x\nassay list"), new("", "alone")],
        Locations = [new("Plan", "assay.yaml"), new("Odd", "a`b")],
    };

    /// <summary>Texts that look like Markdown, numbers at their ends, keys that no label gives.</summary>
    public static LogBook Odd => new("odd")
    {
        Status = "a: b",
        TopMetric = "loss",
        TopCount = 1,
        Entries =
        [
            new LogEntry("E-1")
            {
                Name = "E-1", Experiment = "E-1", Status = RunStatus.Completed,
                Params = [new("rank", "1"), new("loss", "\"16\""), new("A b", "\"x|y\""), new("text", "\"-\""), new("list", "[1, \"a\"]"), new("words", "\"two\\nlines\""), new("flag", "true")],
                Metrics = [Min("loss", 1e-300), LogMetric.Of("epochs", double.MaxValue), LogMetric.Of("width", double.NegativeInfinity), LogMetric.Of("f1", double.NaN)],
            },
            new LogEntry("E-2") { Name = "E-2", Experiment = "E-2", Status = RunStatus.Completed, Metrics = [LogMetric.Of("f1", 0.1), Min("loss", 2)] },
        ],
        Notes = [new(NoteKind.Observation, "whole\n\n- text") { Section = "Observations of weather" }],
    };

    private static LogMetric Min(string key, double value) => LogMetric.Of(key, value) with { Direction = Direction.Minimize };

    private static LogEntry Entry(string id, long? seed, string priority, RunStatus status, double taste) => new(seed is null ? id : $"{id}-s{seed}")
    {
        Name = seed is null ? id : $"{id}-s{seed}",
        Experiment = id,
        Seed = seed,
        Priority = priority,
        Status = status,
        Params = [new("lr", "0.1"), new("Model", "\"a b\"")],
        Metrics = [LogMetric.Of("valid/Taste", taste) with { Direction = Direction.Maximize }, LogMetric.Of("salt", 3)],
    };
}
