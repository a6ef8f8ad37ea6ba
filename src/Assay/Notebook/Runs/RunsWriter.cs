using Assay.Notebook.Entries;
using Assay.Tracking;

namespace Assay.Notebook.Runs;

/// <summary>Writes the format <c>runs</c>.</summary>
internal sealed class RunsWriter
{
    /// <summary>Heading of runs that no date and no line of work groups.</summary>
    public const string NoGroup = "Runs";

    /// <summary>Heading of runs that wait.</summary>
    public const string NotRun = "Not run yet";

    /// <summary>Heading of a log without runs.</summary>
    public const string NoRuns = "No runs yet";

    /// <summary>Heading of what is planned.</summary>
    public const string Planned = "Next planned runs";

    /// <summary>Heading of the sections that say which code ran.</summary>
    public const string Provenance = "Provenance";

    /// <summary>Label of the commit there.</summary>
    public const string CommitLabel = "Workspace commit at execution time";

    private static readonly EntryStyle Style = new(
        [
            EntryField.Command, EntryField.Environment, EntryField.Date, EntryField.Status, EntryField.Caveat, EntryField.SupersededBy, EntryField.Superseded,
            EntryField.Phase, EntryField.Item, EntryField.Priority, EntryField.Experiment, EntryField.Seed, EntryField.Workstream, EntryField.Stage, EntryField.Source,
            EntryField.Config, EntryField.Params, EntryField.Inputs, EntryField.Reason, EntryField.Error, EntryField.Outputs, EntryField.Result, EntryField.Conclusion,
            EntryField.Commit, EntryField.Branch,
        ],
        new Dictionary<EntryField, string>
        {
            [EntryField.Command] = "Command",
            [EntryField.Environment] = "Environment",
            [EntryField.Date] = "Date",
            [EntryField.Status] = "Outcome",
            [EntryField.Caveat] = "Caveat",
            [EntryField.SupersededBy] = "Superseded by",
            [EntryField.Superseded] = "Superseded",
            [EntryField.Phase] = "Phase",
            [EntryField.Item] = "Item",
            [EntryField.Priority] = "Priority",
            [EntryField.Experiment] = "Experiment",
            [EntryField.Seed] = "Seed",
            [EntryField.Workstream] = "Workstream",
            [EntryField.Stage] = "Stage",
            [EntryField.Source] = "Source",
            [EntryField.Config] = "Config",
            [EntryField.Params] = "Parameters",
            [EntryField.Inputs] = "Inputs",
            [EntryField.Reason] = "Reason",
            [EntryField.Error] = "Failure point",
            [EntryField.Outputs] = "Key outputs",
            [EntryField.Result] = "Result summary",
            [EntryField.Conclusion] = "Conclusion",
            [EntryField.Commit] = "Commit",
            [EntryField.Branch] = "Branch",
        },
        new Dictionary<RunStatus, string> { [RunStatus.Completed] = "success" })
    {
        HasCodeAtMargin = true,
        QuotesPaths = true,
    };

    private readonly LogBook _book;
    private readonly IReadOnlyList<LogEntry> _entries;
    private readonly StringBuilder _text = new();

    /// <summary>Begins a log.</summary>
    /// <param name="book">What it says.</param>
    public RunsWriter(LogBook book)
    {
        _book = book;
        _entries = EntryOrder.Of(book, entry => GroupOf(entry).Date?.Start.UtcTicks ?? long.MaxValue);
    }

    /// <summary>The date and the line of work that a group's heading tells.</summary>
    /// <param name="entry">An entry of it.</param>
    /// <returns>Date of at most a day's precision, and group.</returns>
    public static (LogDate? Date, string? Group) GroupOf(LogEntry entry) =>
        (entry.Date is { Precision: > DatePrecision.Day } date ? new LogDate(new DateTimeOffset(date.Start.UtcDateTime.Date, TimeSpan.Zero), DatePrecision.Day) : entry.Date, entry.Group);

    /// <summary>Writes the log.</summary>
    /// <returns>Markdown.</returns>
    public string Write()
    {
        _text.Append("# ").Append(_book.Title ?? _book.Name).Append("\n\n");
        if (_book.Description is { } description)
            _text.Append(Markdown.Paragraph(description)).Append("\n\n");
        Entries();
        BookNotes.Write(_text, _book.Notes, Planned, [.. WaitingEntries.Lines(_entries)]);
        return _text.ToString().TrimEnd('\n') + "\n";
    }

    private void Entries()
    {
        var entries = _entries;
        if (entries.Count == 0)
            _text.Append("## ").Append(NoRuns).Append("\n\n");
        var number = entries.Select(entry => EntryName.Number(entry.Name)).DefaultIfEmpty().Max();
        var writer = new EntryWriter(_text, Style);
        for (var i = 0; i < entries.Count;)
        {
            var (date, group) = GroupOf(entries[i]);
            _text.Append("## ").Append(Heading(date, group, WaitingEntries.Waits(entries[i]) ? NotRun : NoGroup)).Append("\n\n");
            while (i < entries.Count && GroupOf(entries[i]) == (date, group))
            {
                var entry = entries[i++];
                // People's runs have numbers; what a store names otherwise is counted on from them.
                var numbered = entry.Name is { } name && EntryName.Number(name) == 0 ? $"Run {(++number).ToString(CultureInfo.InvariantCulture)}: " : "";
                _text.Append("### ").Append(numbered).Append(numbered.Length > 0 && EntryName.IsKnown(entry.Name!) ? Quoted(entry) : EntryName.Join(entry.Name, entry.Title)).Append('\n');
                writer.Write(entry, 3, date ?? EntryName.Date(entry.Name), CommitAfter(i - 1, date, group));
                _text.Append('\n');
                if (entry.Commit is { } commit && (i == entries.Count || entries[i].Commit != commit || GroupOf(entries[i]) != (date, group)))
                    _text.Append("### ").Append(Provenance).Append("\n- ").Append(CommitLabel).Append(": `").Append(commit).Append("`\n\n");
            }
        }
    }

    private static string Quoted(LogEntry entry) => $"`{entry.Name}`{(entry.Title is null ? "" : ": " + entry.Title)}";

    /// <summary>The commit that the next section of provenance in the group gives to an entry.</summary>
    private string? CommitAfter(int index, LogDate? date, string? group)
    {
        for (; index < _entries.Count && GroupOf(_entries[index]) == (date, group); index++)
        {
            if (_entries[index].Commit is { } commit)
                return commit;
        }

        return null;
    }

    private static string Heading(LogDate? date, string? group, string other) => (date?.ToLogText(), group) switch
    {
        ({ } day, { } name) => $"{day} - {name}",
        ({ } day, null) => day,
        (null, { } name) => name,
        _ => other,
    };
}
