using Assay.Notebook;
using Assay.Notebook.Actions;
using Assay.Notebook.Text;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Notebook.Actions;

public sealed class ActionsSeedTests
{
    [Fact]
    public void A_real_log_gives_its_actions_and_its_plan_map()
    {
        var book = Book();
        Assert.Equal(16, book.Entries.Count);
        Assert.All(book.Entries, entry => Assert.Equal((RunStatus?)RunStatus.Completed, entry.Status));
        Assert.All(book.Entries, entry => Assert.Equal("2026-02-25", entry.Date.ToString()));
        Assert.Equal(["Phase 0", "Phase 1", "Phase 2", "Phase 3"], book.Phases.Select(phase => phase.Id));
        Assert.Equal([0, 1, 3, 0], book.Phases.Select(phase => phase.Items.Count));
        Assert.Equal("Label-budget ladder", book.Phases[2].Items[0].Title);
        Assert.Equal("completed (Optuna completed for both sources).", book.Phases[0].Status);
        Assert.Equal("not started.", book.Phases[3].Status);
        Assert.Single(book.Phases[1].Notes);
        Assert.Equal([8, 1, 1, 6], book.Entries.GroupBy(entry => entry.Phase + (entry.Title!.Contains("Representation", StringComparison.Ordinal) ? "r" : "")).Select(group => group.Count()));
        Assert.Equal(["1", "1", "1", "1", "2", "2"], book.Entries.Where(entry => entry.Phase == "Phase 2").Select(entry => entry.Item));
        Assert.Equal([null, "training execution", "evaluation + aggregation artifacts"], book.Entries.Where(entry => entry.Phase == "Phase 2").Select(entry => entry.Group).Distinct());
    }

    [Fact]
    public void A_real_log_keeps_commands_results_and_candidates()
    {
        var entries = Book().Entries;
        Assert.Equal(2, entries.Count(entry => entry is { CommandKind: "pattern", Kind: RunKind.Pattern }));
        Assert.Equal(2, entries.Count(entry => entry.CommandKind == "example"));
        Assert.Equal(2, entries.Count(entry => entry.CommandKind == "description"));
        Assert.Equal(6, entries.Sum(entry => entry.Result?.Split('\n').Count(line => line.Contains("best AUPRC `", StringComparison.Ordinal) && line.Contains("std `", StringComparison.Ordinal)) ?? 0));
        Assert.Contains(entries[6].Notes, note => note.Text.Contains("`learning_rate=1.078345968032944e-05`", StringComparison.Ordinal));
        Assert.Contains("--budgets 50,100,200,500,1000,5000,10000,20000 --seeds 42,1234,2025", entries[10].Command, StringComparison.Ordinal);
        Assert.Contains("--budgets 10,20,50,100,200,300,500,800", entries[11].Command, StringComparison.Ordinal);
        Assert.Equal(3, entries[6].Outputs.Count);
        Assert.Equal(["data/manifests/gpt/budget_splits", "data/manifests/manual/budget_splits"], entries[8].Inputs);
        Assert.All(entries, entry => Assert.NotNull(entry.Command));
    }

    [Fact]
    public void A_real_log_that_was_written_reads_back_as_an_equal_book()
    {
        var book = Book();
        var format = new ActionsFormat();
        var written = format.Write(book);
        Assert.Equal(BookText.Of(book), BookText.Of(format.Read(LogDocument.Parse(book.Name, written), new LogReport())));
        HarvestedLog.Verify(format, book);
    }

    private static LogBook Book()
    {
        Assert.SkipWhen(RepositoryFolder.Shared is null, "The shared research material is not beside the checkout.");
        var document = LogDocument.Parse("000_experiments_log", File.ReadAllText(Path.Combine(RepositoryFolder.Shared!, "seeds", "000_experiments_log.md")));
        Assert.True(new ActionsFormat().Recognize(document) > 0.5);
        return new ActionsFormat().Read(document, new LogReport());
    }
}
