using Assay.Analyzers;
using Assay.Linting;
using Assay.Notebook;
using Assay.Testing;
using Assay.Tests.Tracking.Sqlite;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Tests.Linting;

/// <summary>The log of a real training, taken in as it was kept and linted.</summary>
public sealed class LoggedTrainingTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plateau_gap_and_rising_loss_are_found_in_the_log_of_the_scan_lines()
    {
        Assert.SkipWhen(RepositoryFolder.Shared is null, "The shared research material is not beside the checkout.");
        await using var store = await _folder.OpenAsync();
        var options = new LogFileOptions("ann");
        await LogFile.ImportAsync(store, LogFile.Read(Path.Combine(RepositoryFolder.Shared!, "seeds", "004_training_log.md"), options), options);
        var runs = (await store.SearchAsync(new RunSearch(), TestContext.Current.CancellationToken)).Items.Select(row => row.Run).ToList();
        // The log does not say how often its six classes occur; the file of the images does.
        var baseline = runs.Single(run => run.Title?.StartsWith("Rust ViT Baseline", StringComparison.Ordinal) == true);
        await store.WriteAsync(new WriteBatch([new SetTag(baseline.Id, "class_counts", "[1664,1482,6830,3202,1332,4422]")]), TestContext.Current.CancellationToken);

        var subjects = await StoreSubjects.GatherAsync(store, null, null, Some.Time, TestContext.Current.CancellationToken);
        var found = new LintEngine(AnalyzerCatalog.All).Lint(subjects, TestContext.Current.CancellationToken).Findings.Where(finding => finding.Rule.Family == RuleFamily.Curves).OrderBy(finding => finding.Rule.Id, StringComparer.Ordinal).ToList();

        Assert.Equal(["AS101", "AS102", "AS103"], found.Select(finding => finding.Rule.Id));
        Assert.Equal(baseline.Id.Value, found[0].Place.Id);
        Assert.StartsWith("the valid accuracy ends at 36.0%, which is what answering the most frequent of 6 classes always gives (6830 of 18932: 36.08%), and the loss 1.6 the entropy of the classes (1.608 nats)", found[0].Message, StringComparison.Ordinal);
        Assert.Equal("the train accuracy ends at 83.2% and the valid accuracy at 66.1%: a gap of 17.1 points", found[1].Message);
        Assert.StartsWith("the valid loss is lowest at step 27 (1.237) and rises by 16.7% to 1.444 at step 50", found[2].Message, StringComparison.Ordinal);
        Assert.EndsWith("at step 49", found[2].Message, StringComparison.Ordinal);
    }
}
