using Assay.Notebook;
using Assay.Notebook.Text;
using Assay.Notebook.Tracker;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Notebook.Tracker;

/// <summary>The hand-kept tracker that the format comes from, where it lies beside the checkout.</summary>
public sealed class TrackerSeedTests
{
    private readonly LogReport _report = new();

    [Fact]
    public void Every_priority_is_read_with_its_experiments()
    {
        var book = ReadSeed();
        Assert.Equal("LF-P7 In Progress", book.Status);
        Assert.Equal("2025-02-07", book.Updated!.Value.ToString());
        Assert.Equal(28, book.Priorities.Count);
        Assert.Equal(18, book.Priorities.Count(p => p.Status == RunStatus.Completed));
        Assert.Equal("LF-P7", Assert.Single(book.Priorities, p => p.Status == RunStatus.Running).Id);
        var pending = book.Priorities.Where(p => p.Status == RunStatus.Planned).ToArray();
        Assert.Equal(9, pending.Length);
        Assert.All(pending, p => Assert.EndsWith("--priority " + p.Id, p.Command, StringComparison.Ordinal));
        Assert.Equal("AsymmetricFocal", pending[0].Title);
        Assert.Equal(["LF-55", "LF-56", "LF-57", "LF-58", "LF-59", "LF-60"], pending[0].Experiments);
        Assert.Equal(["FE-01", "FE-02", "FE-03", "FE-04", "FE-05", "FE-06"], book.Priorities[0].Experiments);
        Assert.Equal(["FE", "LF", "AE"], book.Categories.Select(c => c.Name));
        Assert.Equal([92, 70, 21], book.Categories.Select(c => c.Count));
        Assert.All(book.Priorities, p => Assert.Equal(p.Id.StartsWith('P') ? "FE" : p.Id[..2], p.Category));
    }

    [Fact]
    public void Counts_agree_with_each_other()
    {
        var book = ReadSeed();
        Assert.Equal(183, book.Entries.Count);
        Assert.Equal(183, book.Categories.Sum(c => c.Count));
        Assert.Equal(37, TrackerWriter.Remaining(book.Priorities, book.Entries));
        Assert.Equal(141, book.Entries.Count(e => e.Status == RunStatus.Completed));
        Assert.DoesNotContain(_report.Remarks, remark => remark.What.Contains("remain", StringComparison.Ordinal) || remark.What.Contains("add up", StringComparison.Ordinal) || remark.What.Contains("overview counts", StringComparison.Ordinal));
        Assert.Equal(RunStatus.Completed, Find(book, "LF-51").Status);
        Assert.All(new[] { "LF-49", "LF-50", "LF-52", "LF-53", "LF-54", "LF-55", "AE-21" }, id => Assert.Equal(RunStatus.Planned, Find(book, id).Status));
        Assert.EndsWith("--priority AE-P5", Find(book, "AE-21").Command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LF-40", "a500", "16", 0.857, 0.079, 0.725, "LabelSmoothing e=0.20")]
    [InlineData("LF-48", "a200", "64", 0.600, 0.079, 0.723, "LabelSmoothing e=0.10")]
    [InlineData("FE-26", "a200", "128", 0.600, 0.158, 0.710, "BCE")]
    [InlineData("LF-51", "a100", "32", 0.600, 0.118, 0.726, "MildFocal g=1.0")]
    [InlineData("FE-35", "a200", "32", 0.571, 0.105, 0.724, "BCE")]
    [InlineData("FE-11", "a100", "128", 0.556, 0.132, 0.700, "BCE")]
    [InlineData("FE-80", "a100", "24", 0.533, 0.105, 0.734, "BCE")]
    [InlineData("FE-16", "a100", "64", 0.500, 0.184, 0.680, "BCE")]
    [InlineData("FE-68", "a20", "\"None\"", 0.500, 0.053, 0.724, "BCE")]
    [InlineData("FE-40", "a200", "8", 0.474, 0.118, 0.689, "BCE")]
    public void The_ten_best_have_their_settings_and_results(string id, string tier, string embed, double precision, double recall, double auc, string loss)
    {
        var book = ReadSeed();
        Assert.Equal("precision", book.TopMetric);
        Assert.Equal(10, book.TopCount);
        var entry = Find(book, id);
        Assert.Equal([("tier", $"\"{tier}\""), ("d_embed", embed), ("loss_function", $"\"{loss}\"")], entry.Params.Select(p => (p.Key, p.Json)));
        Assert.Equal([("precision", precision), ("recall", recall), ("auc", auc)], entry.Metrics.Select(m => (m.Key, m.Last.Value.Number)));
        Assert.All(entry.Metrics, metric => Assert.InRange(metric.Line, 72, 81));
    }

    [Theory]
    [InlineData("P1", "FE-05", 0.444)]
    [InlineData("P2", "FE-07", 0.367)]
    [InlineData("P12", "FE-89", 0.4)]
    [InlineData("P7", null, 0)]
    [InlineData("LF-P5", "LF-40", 0.857)]
    [InlineData("LF-P7", "LF-51", 0.6)]
    public void Best_results_of_priorities_are_values_of_their_experiments(string priority, string? best, double precision)
    {
        var book = ReadSeed();
        var row = book.Priorities.Single(p => p.Id == priority);
        Assert.Equal(best, row.Best);
        if (best is not null)
            Assert.Equal(precision, Find(book, best).Metrics[0].Last.Value.Number);
    }

    [Fact]
    public void What_people_wrote_is_kept_as_notes()
    {
        var book = ReadSeed();
        var findings = book.Notes.Where(n => n.Kind == NoteKind.Finding).ToArray();
        Assert.Equal(4, findings.Length);
        Assert.StartsWith("Label Smoothing is Dominant\n- **LF-40**", findings[0].Text, StringComparison.Ordinal);
        var observation = Assert.Single(book.Notes, n => n.Kind == NoteKind.Observation);
        Assert.Equal("Observations on Probability Collapse", observation.Section);
        Assert.Equal(5, book.Notes.Count(n => n.Kind == NoteKind.NextStep));
        Assert.Equal(10, book.Notes.Count);
        Assert.Equal(5, book.Commands.Count);
        Assert.Equal("Check what's running", book.Commands[0].Key);
        Assert.Equal(5, book.Locations.Count);
        Assert.Equal("MildFocal loss", book.Priorities.Single(p => p.Id == "LF-P7").Remark);
        Assert.DoesNotContain(_report.Remarks, remark => remark.Certainty == LogCertainty.Left);
    }

    [Fact]
    public void What_is_written_of_it_reads_back_equal()
    {
        var book = ReadSeed();
        var format = new TrackerFormat();
        var written = format.Write(book);
        Assert.Equal(BookText.Of(book), BookText.Of(format.Read(LogDocument.Parse(book.Name, written), new LogReport())));
        HarvestedLog.Verify(format, book);
        Assert.Contains("**Remaining: 37 experiments** (after LF-P7 completes)", written, StringComparison.Ordinal);
        Assert.Contains("| **Total** | **183** |", written, StringComparison.Ordinal);
        Assert.Contains("| 1 | **LF-40** | a500 | 16 | LabelSmoothing e=0.20 | **0.857** | 0.079 | 0.725 |", written, StringComparison.Ordinal);
        Assert.Contains("| LF-P7 | LF-49 to LF-54 | 🔄 Running | MildFocal loss (1 of 6 done: LF-51; best LF-51: 0.6 precision) |", written, StringComparison.Ordinal);
        Assert.DoesNotContain(TrackerText.Further, written, StringComparison.Ordinal);
        Assert.Equal(1, format.Recognize(LogDocument.Parse("tracker", written)));
    }

    private LogBook ReadSeed()
    {
        Assert.SkipWhen(RepositoryFolder.Shared is null, "The shared research material is not beside the checkout.");
        var path = Path.Combine(RepositoryFolder.Shared, "seeds", "003_experiment_tracker.md");
        var text = LogText.Decode(path, LogText.ReadBytes(path)).Text;
        return new TrackerFormat().Read(LogDocument.Parse("tracker", text), _report);
    }

    private static LogEntry Find(LogBook book, string key) => book.Entries.Single(entry => entry.Key == key);
}
