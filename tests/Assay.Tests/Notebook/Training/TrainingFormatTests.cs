using Assay.Notebook;
using Assay.Notebook.Text;
using Assay.Notebook.Training;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Notebook.Training;

public sealed class TrainingFormatTests : LogFormatConformance
{
    private static readonly string[] SaidOtherwise = ["validation"];

    protected override ILogFormat Format { get; } = new TrainingFormat();

    protected override IEnumerable<LogBook> Books => TrainingLogs.Books;

    protected override IEnumerable<string> Texts => TrainingLogs.Texts;

    [Fact]
    public void Values_keep_their_type_and_what_stands_beside_them()
    {
        var entry = Read("log", TrainingLogs.Tidy).Entries[0];
        Assert.Equal("[1.5, 0.25]", Json(entry, "class_weights"));
        Assert.Equal("5", Json(entry, "num_classes"));
        Assert.Equal("false", Json(entry, "augmentation"));
        Assert.Contains(entry.Notes, note => note.Section == "Configuration / num_classes" && note.Text == "❌ (should be 3)");
        Assert.Contains("- Num classes: 5 ❌ (should be 3)\n", Format.Write(Read("log", TrainingLogs.Tidy)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_of_the_seed_is_read_whole()
    {
        if (RepositoryFolder.Shared is not { } shared)
        {
            Assert.Skip("shared material is absent");
            return;
        }

        var path = Path.Combine(shared, "seeds", "004_training_log.md");
        var text = LogText.Decode(path, LogText.ReadBytes(path)).Text;
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
        AssertSettings(book.Entries[0], 10, ("model", "\"ScanLineEncoder (ViT)\""), ("layers", "4"), ("d_model", "256"), ("heads", "8"), ("lr", "1e-3"), ("batch_size", "32"), ("epochs", "50"), ("class_weights", "false"), ("normalization", "\"None\""), ("num_classes", "6"));
        AssertSettings(python, 11, ("model", "\"Vision Transformer\""), ("layers", "6"), ("d_model", "256"), ("heads", "8"), ("ffn_dims", "1024"), ("lr", "1e-4"), ("batch_size", "32"), ("epochs", "54"), ("class_weights", "[2.845, 0.569, 1.478, 0.823]"), ("normalization", "\"Per-scanline (mean=0, std=1)\""), ("augmentation", "\"Horizontal flip, Gaussian noise, line dropout\""));
        AssertSettings(
            run,
            13,
            ("model", "\"ScanLineEncoder (ViT - global attention, no causal masking)\""), ("layers", "6"), ("d_model", "256"), ("heads", "8"), ("lr", "1e-4"), ("lr_schedule", "\"Linear warmup (1e-6 → 1e-4 over 5 epochs)\""), ("batch_size", "32"), ("epochs", "50"),
            ("dropout", "0.1"), ("class_weights", "[2.845, 0.569, 1.478, 0.823]"), ("normalization", "\"Per-scanline (mean=0, std=1)\""), ("num_classes", "4"), ("weight_decay", "\"None (not yet added)\""));
        foreach (var split in new[] { "train", "valid" })
        {
            Assert.Equal(new LogPoint(50, MetricValue.Of(0.36)), Metric(book.Entries[0], split + "/accuracy").Last);
            Assert.Equal(1.60, Metric(book.Entries[0], split + "/loss").Last.Value.Number);
        }

        Assert.Equal(new LogPoint(39, MetricValue.Of(0.3923)), Assert.Single(Metric(python, "valid/accuracy").Points));
        Assert.Equal(("2025-12-01~", "2025-11~", "2025-12-03"), (book.Entries[0].Date.ToString(), python.Date.ToString(), run.Date.ToString()));
        Assert.Equal(["~/Programming/python/transformer-line-classification/"], python.Outputs);
        Assert.Equal(["Baseline Experiments (Before Fixes)", "Baseline Experiments (Before Fixes)", "Experiments with Fixes (Phase 1)"], book.Entries.Take(3).Select(entry => entry.Group));
        Assert.Contains("**Location**: `checkpoints/` (old runs)\n", Format.Write(book), StringComparison.Ordinal);
        Assert.Equal(BookText.Of(book), BookText.Of(Read("log", Format.Write(book))));
        AssertEveryWordIsKept(text);
    }

    [Fact]
    public void A_changed_template_is_kept_as_notes_and_no_entry()
    {
        var book = Read("log", TrainingLogs.Templates);
        Assert.Equal("Wren", book.Entries[0].Title);
        Assert.DoesNotContain(book.Entries, entry => entry.Title == "[Bird]");
        Assert.Equal(["Copy what follows.", "Experiment: [Bird]", "**Microphone**: [which]", "Window:", "```\n[Paste the table]\n```"], book.Notes.Where(note => note.Section == "Experiment Template").Select(note => note.Text));
        Assert.Equal("wind", Assert.Single(book.Notes, note => note.Section == "Experiment Template / Weather").Text);
    }

    [Fact]
    public void Labelled_lines_of_an_entry_become_its_fields()
    {
        var book = Read("log", TrainingLogs.Templates);
        var entry = book.Entries[0];
        Assert.Equal(("quiet-wren", RunStatus.Failed, "disk full", "0123abc", "train --bird wren"), (entry.Name, entry.Status, entry.Error, entry.Commit, entry.Command));
        Assert.Equal("The last one\nstopped early.\n\nIt may again.", entry.Reason);
        Assert.Equal("- Buy a disk\n- Try again", entry.Conclusion);
        Assert.Equal(["checkpoints/wren/", "attic/"], entry.Outputs);
        Assert.Equal(["window", "rate"], entry.Params.Select(param => param.Key));
        Assert.Equal(MetricValue.Undefined("one class"), Metric(entry, "auroc").Last.Value);
        Assert.Contains(entry.Notes, note => note is { Section: "Results", Text: "again: Loss: 0.75" });
        Assert.Equal(("Which bird is it?", "2026-01-05", "waiting for spring"), (book.Description, book.Updated.ToString(), book.Status));
    }

    [Fact]
    public void A_failed_and_superseded_run_says_so()
    {
        var text = Format.Write(TrainingLogs.Failed());
        string[] lines = ["**Run**: brave-owl", "**Status**: ❌ Failed", "**Error**: out of memory: 12 GiB", "**Superseded by**: run_20260105T080000Z", "**Superseded**: a smaller batch", "**Commit**: abc1234", "**Environment**: `BIRD=a, b`", "Best auroc: undefined (only one class (owl))"];
        Assert.All(lines, line => Assert.Contains(line + "\n", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_finished_plan_has_every_heading_and_field_of_the_format()
    {
        Assert.Equal(TrainingLogs.FinishedText, Format.Write(TrainingLogs.Finished()));
    }

    [Fact]
    public void A_run_from_scratch_prints_the_lines_of_an_analyzer()
    {
        Assert.Contains("=== valid directory ===\nTotal epochs: 9\nBest loss: 0.5 (epoch 4)\nLatest loss: 0.75 (epoch 9)\n", Format.Write(TrainingLogs.Scratch()), StringComparison.Ordinal);
    }

    protected override bool IsSaidOtherwise(string word) => SaidOtherwise.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static string Json(LogEntry entry, string key) => entry.Params.Single(parameter => parameter.Key == key).Json;

    private static LogMetric Metric(LogEntry entry, string key) => entry.Metrics.Single(metric => metric.Key == key);

    private static void AssertSettings(LogEntry entry, int count, params (string Key, string Json)[] settings)
    {
        Assert.Equal(count, settings.Length);
        Assert.Equal(settings, entry.Params.Select(param => (param.Key, param.Json)));
    }

    private static (Direction? Direction, double Best, double Last) Best(LogEntry entry, string key)
    {
        var metric = entry.Metrics.Single(metric => metric.Key == key);
        return (metric.Direction, metric.Direction == Direction.Minimize ? metric.Points.Min(point => point.Value.Number) : metric.Points.Max(point => point.Value.Number), metric.Last.Value.Number);
    }
}
