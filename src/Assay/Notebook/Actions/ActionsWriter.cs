using Assay.Notebook.Entries;
using Assay.Tracking;

namespace Assay.Notebook.Actions;

/// <summary>Writes the format <c>actions</c>.</summary>
internal sealed class ActionsWriter
{
    private static readonly EntryStyle Style = new(
        [
            EntryField.Status, EntryField.Date, EntryField.Caveat, EntryField.SupersededBy, EntryField.Superseded, EntryField.Phase, EntryField.Item,
            EntryField.Priority, EntryField.Experiment, EntryField.Seed, EntryField.Workstream, EntryField.Stage, EntryField.Source, EntryField.Command, EntryField.Environment,
            EntryField.Config, EntryField.Params, EntryField.Inputs, EntryField.Outputs, EntryField.Reason, EntryField.Error, EntryField.Result, EntryField.Conclusion,
            EntryField.Commit, EntryField.Branch,
        ],
        new Dictionary<EntryField, string>
        {
            [EntryField.Status] = "Status",
            [EntryField.Date] = "Date",
            [EntryField.Caveat] = "Caveat",
            [EntryField.SupersededBy] = "Superseded by",
            [EntryField.Superseded] = "Superseded",
            [EntryField.Phase] = "Plan phase",
            [EntryField.Item] = "Plan item",
            [EntryField.Priority] = "Priority",
            [EntryField.Experiment] = "Experiment",
            [EntryField.Seed] = "Seed",
            [EntryField.Workstream] = "Workstream",
            [EntryField.Stage] = "Stage",
            [EntryField.Source] = "Source",
            [EntryField.Command] = "Command",
            [EntryField.Environment] = "Environment",
            [EntryField.Config] = "Config",
            [EntryField.Params] = "Parameters",
            [EntryField.Inputs] = "Inputs",
            [EntryField.Outputs] = "Outputs",
            [EntryField.Reason] = "Reason",
            [EntryField.Error] = "Error",
            [EntryField.Result] = "Result summary",
            [EntryField.Conclusion] = "Conclusion",
            [EntryField.Commit] = "Commit",
            [EntryField.Branch] = "Branch",
        },
        new Dictionary<RunStatus, string>())
    {
        IsBold = true,
    };

    private readonly LogBook _book;
    private readonly IReadOnlyList<LogEntry> _entries;
    private readonly StringBuilder _text = new();

    /// <summary>Begins a log.</summary>
    /// <param name="book">What it says.</param>
    public ActionsWriter(LogBook book)
    {
        _book = book;
        _entries = EntryOrder.Of(book, PlaceOf);
    }

    /// <summary>Writes the log.</summary>
    /// <returns>Markdown.</returns>
    public string Write()
    {
        var (rules, template, remark, others) = ActionsText.Parts(_book.Notes);
        _text.Append("# ").Append(_book.Title ?? _book.Name).Append("\n\n");
        if (_book.Description is { } description)
            _text.Append(Markdown.Paragraph(description)).Append("\n\n");
        Heading(2, ActionsText.Rules);
        foreach (var rule in rules.Count > 0 ? rules.Select(note => note.Text) : ActionsText.StandardRules)
            NoteText.WriteItem(_text, "", "- ", rule);
        _text.Append('\n');
        Heading(2, ActionsText.Template);
        _text.Append((template?.Text ?? ActionsText.StandardTemplate).ReplaceLineEndings("\n")).Append("\n\n---\n\n");
        Heading(2, ActionsText.Map + (remark is null ? "" : " " + remark.Text));
        PlanMap.Write(_text, _book.Phases);
        if (_book.Phases.Count == 0)
            _text.Append(ActionsText.None).Append("\n\n");
        _text.Append("---\n\n");
        Heading(2, ActionsText.Actions);
        Entries();
        BookNotes.Write(_text, others, "Next steps", [.. WaitingEntries.Lines(_entries)]);
        return _text.ToString().TrimEnd('\n') + "\n";
    }

    private long PlaceOf(LogEntry entry)
    {
        // What belongs to no phase or item comes last in its part.
        var (phase, item) = (IndexOf(_book.Phases, phase => phase.Id == entry.Phase), 0);
        if (phase < _book.Phases.Count)
            item = IndexOf(_book.Phases[phase].Items, item => item.Id == entry.Item);
        return ((long)phase << 32) + item;
    }

    private static int IndexOf<T>(IReadOnlyList<T> list, Func<T, bool> isMeant) => list.TakeWhile(each => !isMeant(each)).Count();

    private void Heading(int level, string title) => _text.Append('#', level).Append(' ').Append(title).Append("\n\n");

    private void Entries()
    {
        var writer = new EntryWriter(_text, Style);
        (string? Phase, string? Item, string? Group) under = default;
        foreach (var entry in _entries)
        {
            var place = (entry.Phase, entry.Item, entry.Group);
            if (place != under)
                Headings(under, place);
            under = place;
            _text.Append("### ").Append(ActionHeading.Write(entry)).Append('\n');
            writer.Write(entry, 3, entry.Date ?? EntryName.Date(entry.Name), null);
            _text.Append('\n');
        }

        if (_entries.Count == 0)
            _text.Append(ActionsText.NoAction).Append("\n\n");
        foreach (var phase in _book.Phases.Where(phase => _entries.All(entry => entry.Phase != phase.Id)))
        {
            Heading(2, PlanMap.Heading(phase));
            _text.Append(ActionsText.NoAction).Append("\n\n");
        }
    }

    private void Headings((string? Phase, string? Item, string? Group) from, (string? Phase, string? Item, string? Group) to)
    {
        var phase = _book.Phases.FirstOrDefault(phase => phase.Id == to.Phase);
        var isShorter = (from.Item is not null || from.Group is not null) && to is { Item: null, Group: null };
        if (from.Phase != to.Phase || isShorter)
            Heading(2, to.Phase is null ? ActionsText.NoPhase : phase is null ? to.Phase : PlanMap.Heading(phase));
        if (to.Item is { } item)
            Heading(3, ItemHeading.Write(to.Phase, item, phase?.Items.FirstOrDefault(known => known.Id == item)?.Title, to.Group));
        else if (to.Group is { } group)
            Heading(3, group);
    }
}
