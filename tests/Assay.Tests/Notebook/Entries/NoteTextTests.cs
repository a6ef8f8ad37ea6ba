using System.Text;
using Assay.Notebook.Entries;
using Assay.Notebook.Text;

namespace Assay.Tests.Notebook.Entries;

public sealed class NoteTextTests
{
    [Theory]
    [InlineData("- auc = `0.75`, loss `0.1`\n- best at epoch 12")]
    [InlineData("- one")]
    [InlineData("- fails:\n- works")]
    [InlineData("- ends in **bold:**\n- a # b\n- c - d\n- x: 1. y")]
    public void A_plain_list_reads_back_as_it_was_written(string text)
    {
        Assert.Equal(text, NoteText.Settle(text));
        Assert.Equal(text, Block.ToMarkdown(Assert.Single(Written(text).Blocks.OfType<ListItem>()).Children));
    }

    [Theory]
    [InlineData("**bold** first")]
    [InlineData("`code` first, then words")]
    [InlineData("*word* and `more`")]
    public void A_text_that_begins_with_marks_stays_behind_its_label(string text)
    {
        Assert.Equal(text, NoteText.Settle(text));
        var item = Assert.Single(Written(text).Blocks.OfType<ListItem>());
        Assert.Equal("x: " + text, item.Text);
        Assert.Empty(item.Children);
    }

    private static LogSection Written(string text)
    {
        var written = new StringBuilder();
        NoteText.WriteField(written, "", "x", text);
        return LogDocument.Parse("log", written.ToString()).Root;
    }
}
