using Assay.Notebook;
using Assay.Notebook.Training;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Notebook.Training;

public sealed class TrainingFormatTests : LogFormatConformance
{
    private static readonly string[] SaidOtherwise = ["validation", "100"];

    protected override ILogFormat Format { get; } = new TrainingFormat();

    protected override IEnumerable<LogBook> Books => [new LogBook("log") { Title = "Empty" }, Scratch()];

    protected override IEnumerable<string> Texts => [Tidy, Untidy, Tidy.ReplaceLineEndings("\r\n")];

    [Fact]
    public void Values_keep_their_type_and_what_stands_beside_them()
    {
        var entry = Read("log", Tidy).Entries[0];
        Assert.Equal("[1.5, 0.25]", Json(entry, "class_weights"));
        Assert.Equal("5", Json(entry, "num_classes"));
        Assert.Equal("false", Json(entry, "augmentation"));
        Assert.Contains(entry.Notes, note => note.Section == "Configuration / num_classes" && note.Text == "❌ (should be 3)");
        Assert.Contains("- Num classes: 5 ❌ (should be 3)\n", Format.Write(Read("log", Tidy)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_of_the_seed_is_read_whole()
    {
        if (RepositoryFolder.Shared is not { } shared)
        {
            Assert.Skip("shared material is absent");
            return;
        }

        // To be replaced by LogText.Decode.
        var text = File.ReadAllText(Path.Combine(shared, "seeds", "004_training_log.md"))
            .Replace("‚ùå", "❌", StringComparison.Ordinal).Replace("‚úÖ", "✅", StringComparison.Ordinal).Replace("‚Üê", "←", StringComparison.Ordinal).Replace("‚Üí", "→", StringComparison.Ordinal);
        var book = Read("log", text);
        Assert.Equal(8, book.Entries.Count);
        var run = book.Entries[2];
        Assert.Equal(("Run 1", RunStatus.Completed), (run.Name, run.Status));
        Assert.Equal((Direction.Minimize, 1.237079, 1.443985), Best(run, "valid/loss"));
        Assert.Equal((Direction.Maximize, 66.4982, 66.1257), Best(run, "valid/accuracy"));
        Assert.Equal([27L, 50L], run.Metrics.Single(metric => metric.Key == "valid/loss").Points.Select(point => point.Step));
        Assert.Equal((Direction.Maximize, 83.1928, 83.1928), Best(run, "train/accuracy"));
        Assert.Equal((Direction.Minimize, 0.357031, 0.357031), Best(run, "train/loss"));
        Assert.Equal(50, run.Metrics.Single(metric => metric.Key == "valid/epochs").Last.Value.Number);
        Assert.Equal((13, "[2.845, 0.569, 1.478, 0.823]"), (run.Params.Count, Json(run, "class_weights")));
        var python = book.Entries[1];
        Assert.Equal((Direction.Maximize, 0.3923, 0.3923), Best(python, "valid/accuracy"));
        Assert.Equal(0.6633, Best(python, "valid/auroc").Best);
        Assert.Equal(54, python.Metrics.Single(metric => metric.Key == "stopped_epoch").Last.Value.Number);
        Assert.Equal(5, book.Entries[0].Notes.Count(note => note.Kind == NoteKind.Issue));
        Assert.Equal(5, run.Notes.Count(note => note.Kind == NoteKind.Insight));
        Assert.Equal(4, run.Notes.Count(note => note.Kind == NoteKind.NextStep));
        Assert.Equal(["Class Weights Impact", "Normalization Impact", "Learning Rate", "Number of Layers", "Model Size"], book.Entries.Skip(3).Select(entry => entry.Title));
        Assert.Equal("[1e-5, 1e-4, 5e-4, 1e-3]", Json(book.Entries[5], "learning_rate"));
        Assert.Equal("[128, 256, 512]", Json(book.Entries[7], "d_model"));
        Assert.All(book.Entries.Skip(3), entry => Assert.Single(entry.Notes, note => note.Kind == NoteKind.Prediction));
        Assert.Equal(4, book.Notes.Count);
        Assert.Equal(BookText.Of(book), BookText.Of(Read("log", Format.Write(book))));
    }

    [Fact]
    public void A_run_from_scratch_prints_the_lines_of_an_analyzer()
    {
        Assert.Contains("=== valid directory ===\nTotal epochs: 9\nBest loss: 0.5 (epoch 4)\nLatest loss: 0.75 (epoch 9)\n", Format.Write(Scratch()), StringComparison.Ordinal);
    }

    protected override bool IsSaidOtherwise(string word) => SaidOtherwise.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static string Json(LogEntry entry, string key) => entry.Params.Single(parameter => parameter.Key == key).Json;

    private static (Direction? Direction, double Best, double Last) Best(LogEntry entry, string key)
    {
        var metric = entry.Metrics.Single(metric => metric.Key == key);
        return (metric.Direction, metric.Direction == Direction.Minimize ? metric.Points.Min(point => point.Value.Number) : metric.Points.Max(point => point.Value.Number), metric.Last.Value.Number);
    }

    private static LogBook Scratch() => new("log")
    {
        Title = "Bird calls",
        Entries =
        [
            new LogEntry("20260102_030405")
            {
                Name = "20260102_030405", Title = "first", Status = RunStatus.Completed, Command = "train --lr 0.1", Shell = "bash", Outputs = ["checkpoints/a"],
                Params = [new LogParam("lr", "0.1"), new LogParam("name", "\"12\""), new LogParam("Odd", "{\"a\":1}")],
                Metrics =
                [
                    new LogMetric("valid/epochs", [new LogPoint(0, MetricValue.Of(9))]),
                    new LogMetric("valid/loss", [new LogPoint(4, MetricValue.Of(0.5)), new LogPoint(9, MetricValue.Of(0.75))]) { Direction = Direction.Minimize },
                ],
                Notes = [new LogNote(NoteKind.NextStep, "more birds") { State = NoteState.Done }],
            },
        ],
        Notes = [new LogNote(NoteKind.Decision, "owls later")],
    };

    private const string Tidy = """
        # Bird call experiments

        ## Experiment Naming Convention

        `YYYYMMDD_HHMMSS` or `YYYYMMDD_HHMMSS_jSLURM_JOB_ID`

        ## Before the move

        ### Experiment: Owl baseline
        **Date**: 2024-03 (approximate)
        **Location**: `owls/` (attic)
        **Status**: ✅ Complete

        **Configuration**:
        - Model: Conv (small, two blocks)
        - LR: 2e-3 (constant)
        - Class weights: ✅ [1.5, 0.25]
        - Num classes: 5 ❌ (should be 3)
        - Augmentation: ❌ NOT used

        **Results**:
        ```
        Train accuracy: ~41% (epoch 8)
        Best validation AUROC: 0.71
        nobody listened
        ```

        **Analysis**:
        - **Loud** owls win
          - even at night

        **Issues**:
        1. Microphone → noise

        ## Ablation Studies (Future)

        ### Planned Ablations

        1. **Window**
           - Test: 8, 16
           - Expected: 16 wins

        ## Notes

        - Listen first
        """;

    private const string Untidy = """
        Some words in front.

        ### Experiment: Jay
        **Date**: someday
        **Hardware**: attic box
        **Results**:
        ```
        === valid directory ===
        Total epochs: 7
        Best loss: 0.25 (epoch 3) ← then worse

        Latest epoch (7):
          Loss: 0.5
        ```
        **Configuration**:
        - Batch size: 8
        - Batch size: 9
        - Other:

        ### Experiment: Jay
        **Next Steps**:
        - [x] listen

        ## Odd corner
        A paragraph.
        """;
}
