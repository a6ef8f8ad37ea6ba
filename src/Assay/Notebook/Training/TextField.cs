using Assay.Notebook.Entries;
using Assay.Notebook.Text;

namespace Assay.Notebook.Training;

/// <summary>A labelled text of an entry that is printed only where there is one.</summary>
/// <param name="Label">The label.</param>
/// <param name="Get">The text; null for none.</param>
/// <param name="Set">The entry with the text; null when the text cannot be it.</param>
internal sealed record TextField(string Label, Func<LogEntry, string?> Get, Func<LogEntry, string, LogEntry?> Set)
{
    /// <summary>The kind of a command that is prose.</summary>
    public const string DescriptionKind = "description";

    /// <summary>What the entry is called, where its heading does not say it.</summary>
    public static TextField Run { get; } = new("Run", entry => entry.Name, (entry, text) => text.Contains('\n', StringComparison.Ordinal) ? null : entry with { Name = text });

    /// <summary>What it was, where its heading does not say it.</summary>
    public static TextField Title { get; } = new("Title", entry => entry.Title, (entry, text) => text.Contains('\n', StringComparison.Ordinal) ? null : entry with { Title = text });

    /// <summary>What follows from it; it stands at the end.</summary>
    public static TextField Conclusion { get; } = new("Conclusion", entry => entry.Conclusion, (entry, text) => entry with { Conclusion = text });

    /// <summary>Prose in the place of a command.</summary>
    public static TextField Described { get; } = new("Command (description)", entry => entry.Command, (entry, text) => entry with { Command = text, CommandKind = DescriptionKind });

    /// <summary>The texts behind the status, in the order they are printed.</summary>
    public static IReadOnlyList<TextField> Facts { get; } =
    [
        new("Error", entry => entry.Error, (entry, text) => entry with { Error = text }),
        new("Caveat", entry => entry.Caveat, (entry, text) => entry with { Caveat = text }),
        new("Superseded by", entry => entry.SupersededBy, (entry, text) => entry with { SupersededBy = text }),
        new("Superseded", entry => entry.SupersededWhy, (entry, text) => entry with { SupersededWhy = text }),
        new("Phase", entry => entry.Phase, (entry, text) => entry with { Phase = text }),
        new("Item", entry => entry.Item, (entry, text) => entry with { Item = text }),
        new("Priority", entry => entry.Priority, (entry, text) => entry with { Priority = text }),
        new("Planned experiment", entry => entry.Experiment, (entry, text) => entry with { Experiment = text }),
        new("Seed", entry => entry.Seed?.ToString(CultureInfo.InvariantCulture), (entry, text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed) ? entry with { Seed = seed } : null),
        new("Workstream", entry => entry.Workstream, (entry, text) => entry with { Workstream = text }),
        new("Stage", entry => entry.Stage, (entry, text) => entry with { Stage = text }),
        new("Source", entry => entry.Source, (entry, text) => entry with { Source = text }),
        new("Config", entry => entry.Config, (entry, text) => entry with { Config = text }),
        new("Commit", entry => entry.Commit, (entry, text) => entry with { Commit = text }),
        new("Branch", entry => entry.Branch, (entry, text) => entry with { Branch = text }),
        new("Reason", entry => entry.Reason, (entry, text) => entry with { Reason = text }),
        new("Result", entry => entry.Result, (entry, text) => entry with { Result = text }),
    ];

    private static readonly TextField[] All = [.. Facts, Run, Title, Conclusion, Described];

    /// <summary>The text that a label begins.</summary>
    public static TextField? Find(string label) =>
        All.FirstOrDefault(field => field.Label.Equals(label, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text of what stands behind a label and under it.</summary>
    public static string Read(IReadOnlyList<Block> blocks) => TrainingNotes.Settle(blocks is [ListItem item] ? NoteText.Of(item) : Block.ToMarkdown(blocks));

    /// <summary>Writes a text behind its label, or under it where lines of it would be read as something else.</summary>
    public static void Write(StringBuilder text, string label, string? content)
    {
        if (string.IsNullOrEmpty(content))
            return;
        text.Append("**").Append(label).Append("**:");
        if (IsPlain(content))
        {
            text.Append(' ').Append(content).Append('\n');
            return;
        }

        text.Append('\n');
        if (IsList(content))
            text.Append(content).Append('\n');
        else
            NoteText.WriteItem(text, "", "- ", content);
        // The line after an item would go on with it.
        text.Append('\n');
    }

    /// <summary>Writes the text of an entry.</summary>
    public void Write(StringBuilder text, LogEntry entry) => Write(text, Label, Get(entry));

    // One item alone is read as its text.
    private static bool IsList(string content) =>
        BlockReader.Read(content) is { Sections.Count: 0, Blocks: { Count: > 1 } blocks } && blocks.All(block => block is ListItem) && Block.ToMarkdown(blocks) == content && TrainingNotes.Settle(content) == content;

    private static bool IsPlain(string content)
    {
        if (content.Trim() != content || content == EntryLabels.Nothing || content.Contains("\n**", StringComparison.Ordinal))
            return false;
        var line = "**x**: " + content;
        return BlockReader.Read(line) is { Sections.Count: 0, Blocks: [Paragraph paragraph] } && paragraph.Text == line && TrainingNotes.Settle(content) == content;
    }
}
