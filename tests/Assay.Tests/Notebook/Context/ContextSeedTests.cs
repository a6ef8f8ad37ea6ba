using Assay.Notebook;
using Assay.Notebook.Context;
using Assay.Notebook.Text;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Notebook.Context;

public sealed class ContextSeedTests
{
    private static readonly ContextFormat Format = new();

    [Fact]
    public void The_seed_is_understood_whole()
    {
        var text = Seed();
        var book = Format.Read(LogDocument.Parse("001", text), new LogReport());
        var stream = Assert.Single(book.Workstreams);
        Assert.Equal(("ws3", "phase6c", "Phase 6C Experiments"), (stream.Id, stream.Name, stream.Title));
        Assert.Equal(["2026-01-26 09:30", "2026-01-26 00:30", "2026-01-25"], stream.Periods.Select(period => period.Date.ToString()));
        Assert.Equal([6, 4, 3], stream.Periods.Select(period => period.History.Count));
        var newest = stream.Periods[0];
        Assert.Equal(("HPO Analysis Complete", "HPO Analysis"), (newest.Title, newest.HistoryTitle));
        Assert.Equal([(NoteKind.UserPriority, 6), (NoteKind.NextStep, 4), (NoteKind.Decision, 5)], newest.Notes.Where(note => note.Section is null).GroupBy(note => note.Kind).Select(group => (group.Key, group.Count())));
        Assert.Empty(newest.FilesModified!);
        Assert.Equal(("experiment/foundation-decoder-investigation", "268e328"), (newest.Branch, newest.Commit));
        Assert.Contains("trial_049", newest.Outputs, StringComparison.Ordinal);
        Assert.Contains("caffeinate", newest.Notes.Single(note => note.Text.StartsWith("**Run 20M HPO overnight**", StringComparison.Ordinal)).Text, StringComparison.Ordinal);

        var entry = Assert.Single(book.Entries);
        Assert.Equal(newest.Entry, entry.Key);
        Assert.Equal(
            ["d_model=96", "n_layers=2", "n_heads=8", "d_ff_ratio=4", "learning_rate=1e-5", "dropout=0.1", "weight_decay=0.001"],
            entry.Params.TakeWhile(param => !param.Key.Contains('/', StringComparison.Ordinal)).Select(param => $"{param.Key}={param.Json}"));
        Assert.Equal(
            [
                "auc_roc: 0.7178",
                "weight_decay=0.001/mean_auc: 0.7037", "weight_decay=0.001/trials: 28", "weight_decay=0.0001/mean_auc: 0.7006", "weight_decay=0.0001/trials: 7",
                "weight_decay=1e-5/mean_auc: 0.6993", "weight_decay=1e-5/trials: 10", "weight_decay=0.0/mean_auc: 0.6889", "weight_decay=0.0/trials: 5",
                "dropout=0.1/mean_auc: 0.7055", "dropout=0.3/mean_auc: 0.697", "dropout=0.5/mean_auc: 0.6905", "dropout=0.7/mean_auc: 0.6894",
                "learning_rate=1e-5/mean_auc: 0.7042", "learning_rate=5e-5/mean_auc: 0.7086", "learning_rate=1e-4/mean_auc: 0.6916", "learning_rate=5e-4/mean_auc: 0.6822",
                "n_heads=8/best_auc: 0.7178", "n_heads=4/auc: 0.7167", "n_heads=2/auc: 0.7152",
            ],
            entry.Metrics.Select(metric => $"{metric.Key}: {metric.Last.Value}"));
        Assert.Contains(entry.Params, param => param.Key == "dropout=0.1/remark" && param.Json.Contains("BEST (contradicts earlier ablation!)", StringComparison.Ordinal));
        Assert.Contains(entry.Notes, note => note.Kind == NoteKind.Finding && note.Text.Contains("100% recall, 18% precision", StringComparison.Ordinal));
        Assert.Equal(4, entry.Notes.Count(note => note.Kind == NoteKind.Conclusion));
        Assert.Single(entry.Notes, note => note.Kind == NoteKind.Issue);
        Assert.Empty(stream.Notes);
    }

    [Fact]
    public void The_seed_written_and_read_again_says_the_same()
    {
        var book = Format.Read(LogDocument.Parse("001", Seed()), new LogReport());
        var written = Format.Write(book);
        var again = Format.Read(LogDocument.Parse("001", written), new LogReport());
        Assert.Equal(BookText.Of(book), BookText.Of(again));
        HarvestedLog.Verify(new ContextFormat(), book);
        Assert.Equal(written, Format.Write(again));
        Assert.True(Format.Recognize(LogDocument.Parse("001", written)) > 0.9);
    }

    private static string Seed()
    {
        Assert.SkipWhen(RepositoryFolder.Shared is null, "The shared research material is not beside the checkout.");
        return File.ReadAllText(Path.Combine(RepositoryFolder.Shared!, "seeds", "001_workstream_context.md"));
    }
}
