using Assay.Notebook;
using Assay.Notebook.Actions;
using Assay.Testing;

namespace Assay.Tests.Notebook.Actions;

public sealed class ActionsFormatTests : LogFormatConformance
{
    protected override ILogFormat Format { get; } = new ActionsFormat();

    protected override IEnumerable<LogBook> Books => [ActionsFixtures.Empty, ActionsFixtures.FromScratch];

    protected override IEnumerable<string> Texts => [ActionsFixtures.Tidy, ActionsFixtures.Untidy, ActionsFixtures.Tidy.ReplaceLineEndings("\r\n")];

    // Words for a status have one form each when written; numbers of list items are not words of the log.
    protected override bool IsSaidOtherwise(string word) => word is "done";

    [Fact]
    public void The_template_is_no_action_and_user_rules_are_kept()
    {
        var book = Read("log", ActionsFixtures.Tidy);
        Assert.DoesNotContain(book.Entries, entry => entry.Title!.Contains('<', StringComparison.Ordinal));
        Assert.Equal(2, book.Notes.Count(note => note.Section == ActionsText.Rules));
        Assert.Contains("<what came out of it>", Assert.Single(book.Notes, note => note.Section == ActionsText.Template).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Phase_and_item_come_from_the_headings_unless_the_action_says_otherwise()
    {
        var entries = Read("log", ActionsFixtures.Tidy).Entries;
        Assert.Equal(["Phase 0//", "Phase 1/1/", "Phase 1/1/count sweep", "Phase 0/2/"], entries.Select(entry => $"{entry.Phase}/{entry.Item}/{entry.Group}"));
    }

    /// <summary>Found by mixing lines (24561): a phase called "Notes" had the heading of the notes, and what stands below it came back as one.</summary>
    [Fact]
    public void What_the_map_calls_as_other_parts_of_the_log_are_called_is_no_phase()
    {
        var book = Read("log", "# Leaf actions\n\n## Plan Tracking Map\n\n- **Phase 0 — Count**\n  - Goal: few\n- **Notes**\n  - Note: Growers weigh elsewhere.\n\n````\n- **Status:** completed\n```powershell\npython count.py\n````\n\n## Recorded Actions\n");
        Assert.Equal("Phase 0", Assert.Single(book.Phases).Id);
        Assert.Contains(book.Notes, note => note.Section == ActionsText.Map && note.Text.Contains("Growers weigh elsewhere", StringComparison.Ordinal));
        var written = Format.Write(book);
        Assert.Equal(BookText.Of(book), BookText.Of(Read("log", written)));
        Assert.Equal(written, Format.Write(Read("log", written)));
    }
}
