using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>Writes a book as a tracker. Counts, means, the best, what remains and what is due are computed from the book's records.</summary>
internal sealed class TrackerWriter
{
    private readonly LogBook _book;
    private readonly TrackerEntries _entries;
    private readonly TrackerResults _results;
    private readonly StringBuilder _text = new();
    private readonly bool _isAssay;

    private TrackerWriter(LogBook book)
    {
        // A tracker has no place for phases; what people wrote about one stands with the notes of the plan.
        _book = book with { Entries = [.. book.Entries.Select(Stated)], Notes = [.. book.Notes, .. book.Phases.SelectMany(phase => phase.Notes)] };
        _entries = new TrackerEntries(_book);
        _results = new TrackerResults(_book, _entries);
        _isAssay = book.Commands.Any(command => command.Value.StartsWith("assay ", StringComparison.Ordinal));
    }

    /// <summary>Writes the tracker.</summary>
    /// <param name="book">What it says.</param>
    /// <returns>Markdown, "\n"-ended.</returns>
    public static string Write(LogBook book) => new TrackerWriter(book).Write();

    /// <summary>How many planned experiments are left besides those of priorities that are running.</summary>
    /// <param name="priorities">The priorities.</param>
    /// <param name="entries">The entries.</param>
    /// <returns>The count.</returns>
    public static int Remaining(IReadOnlyList<LogPriority> priorities, IReadOnlyList<LogEntry> entries)
    {
        var running = priorities.Where(priority => priority.Status is RunStatus.Running or RunStatus.Queued).SelectMany(priority => priority.Experiments).ToHashSet(StringComparer.Ordinal);
        return entries.Count(entry => TrackerEntries.IsCurrent(entry) && entry.Status is not (null or RunStatus.Completed or RunStatus.Running or RunStatus.Queued) && !running.Contains(entry.Experiment ?? entry.Key));
    }

    // A sentence that an entry's value was found in stands here when it is a note of the book; an entry's own texts do not.
    private static LogEntry Stated(LogEntry entry) => (entry.Result ?? entry.Conclusion) is not null || entry.Notes.Count > 0 ? entry : entry.WithoutSaidValues();

    private string Write()
    {
        Head();
        Overview();
        RunState();
        Section(TrackerText.Top + _results.TopHeading(), TrackerText.Top, _results.WriteTop);
        Findings();
        Bullets(TrackerText.Observations, note => note.Kind is NoteKind.Observation or NoteKind.Issue or NoteKind.Prediction && !NotePlace.IsOwnHeading(note));
        foreach (var note in _book.Notes.Where(NotePlace.IsOwnHeading))
            Section(note.Section!, null, text => text.Append(note.Text.ReplaceLineEndings("\n").Trim('\n')).Append("\n\n"));
        if (_book.Notes.Any(IsPlain) || HasExtras(TrackerText.Notes))
            Bullets(TrackerText.Notes, IsPlain);
        NextSteps();
        Commands();
        Locations();
        if (_results.HasFurther || HasExtras(TrackerText.Further))
            Section(TrackerText.Further, TrackerText.Further, _results.WriteFurther);
        Own();
        var written = _text.ToString().TrimEnd('\n');
        return (written.EndsWith("\n---", StringComparison.Ordinal) ? written[..^4].TrimEnd('\n') : written) + "\n";
    }

    private static bool IsPlain(LogNote note) => note.Kind == NoteKind.Note && note.Section is null;

    private bool HasExtras(string section) => _book.Notes.Any(note => IsUnder(note, section));

    private static bool IsUnder(LogNote note, string section) =>
        note.Kind == NoteKind.Note && note.Section is { } own && (own == section || own.StartsWith(section + " / ", StringComparison.Ordinal));

    private void Head()
    {
        if (_book.Title is { } title)
            _text.Append("# ").Append(Heading(title)).Append("\n\n");
        if (_book.Description is { } description)
            _text.Append(Markdown.Paragraph(description.ReplaceLineEndings("\n"))).Append("\n\n");
        if (_book.Updated is { } updated)
            _text.Append("**Last Updated**: ").Append(updated.ToLogText()).Append('\n');
        if (_book.Status is { } status)
            _text.Append("**Status**: ").Append(status.ReplaceLineEndings(" ")).Append('\n');
        if (_book.Updated is not null || _book.Status is not null)
            _text.Append('\n');
        _text.Append("---\n\n");
    }

    // A heading that ends in "#" would lose it.
    private static string Heading(string title) => title.ReplaceLineEndings(" ") is var line && line.EndsWith('#') ? line + " #" : line;

    private void Section(string heading, string? name, Action<StringBuilder> body)
    {
        _text.Append("## ").Append(Heading(heading)).Append("\n\n");
        if (name == TrackerText.Findings)
            Extras(name);
        body(_text);
        if (name is not null && name != TrackerText.Findings)
            Extras(name);
        _text.Append("---\n\n");
    }

    // What people wrote under a heading of the format: right under it, then under headings of their own.
    private void Extras(string section)
    {
        foreach (var note in _book.Notes.Where(note => IsUnder(note, section) && note.Section == section))
            _text.Append(note.Text.ReplaceLineEndings("\n")).Append("\n\n");
        WritePaths(_book.Notes.Where(note => IsUnder(note, section) && note.Section != section), section.Split(" / "));
    }

    private void Own() => WritePaths(_book.Notes.Where(note => note.Kind == NoteKind.Note && note.Section is { } section && !TrackerText.Sections.Any(known => IsUnder(note, known))), []);

    private void WritePaths(IEnumerable<LogNote> notes, string[] open)
    {
        foreach (var note in notes)
        {
            // Six levels of headings, the first is the title's.
            var path = note.Section!.Split(" / ", 5);
            var shared = 0;
            while (shared < path.Length - 1 && shared < open.Length && path[shared] == open[shared])
                shared++;
            for (var i = shared; i < path.Length; i++)
                _text.Append('#', i + 2).Append(' ').Append(Heading(path[i])).Append("\n\n");
            _text.Append(note.Text.ReplaceLineEndings("\n").Trim('\n')).Append("\n\n");
            open = path;
        }
    }

    private void Overview() => Section(TrackerText.Overview, TrackerText.Overview, text =>
    {
        var rows = _book.Categories.Select(c => (IReadOnlyList<string>)[c.Priorities is null ? c.Name : $"{c.Name} ({c.Priorities})", Count(c.Count), c.Description ?? ""]).ToList();
        rows.Add(["**Total**", $"**{_book.Categories.Sum(category => (long)category.Count)}**", ""]);
        Markdown.Table(text, ["Category", "Count", "Description"], rows);
    });

    private void RunState() => Section(TrackerText.RunStatus, TrackerText.RunStatus, text =>
    {
        var tables = new PriorityTables(_entries, _results, _isAssay);
        text.Append("### ").Append(TrackerText.Completed).Append("\n\n");
        tables.WriteCompleted(text);
        text.Append("### ").Append(TrackerText.InProgress).Append("\n\n");
        tables.WriteInProgress(text);
        text.Append("### ").Append(TrackerText.Pending).Append("\n\n");
        tables.WritePending(text);
        tables.WriteExceptions(text);
        var left = Remaining(_book.Priorities, _book.Entries);
        var running = _book.Priorities.Where(priority => priority.Status is RunStatus.Running or RunStatus.Queued).Select(priority => priority.Id).ToArray();
        text.Append(CultureInfo.InvariantCulture, $"**Remaining: {left} experiment{(left == 1 ? "" : "s")}**");
        if (running.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $" (after {string.Join(", ", running)} complete{(running.Length == 1 ? "s" : "")})");
        text.Append("\n\n");
    });

    private void Findings() => Section(TrackerText.Findings, TrackerText.Findings, text =>
    {
        var number = 0;
        foreach (var note in _book.Notes.Where(note => NoteText.SectionOf(note.Kind) == TrackerText.Findings))
        {
            var lines = NoteText.Mark(note).Split('\n', 2);
            text.Append(CultureInfo.InvariantCulture, $"### {++number}. {Heading(lines[0])}\n\n");
            if (lines.Length > 1 && lines[1].Trim('\n') is { Length: > 0 } body)
                text.Append(body).Append("\n\n");
        }

        if (number == 0)
            text.Append(TrackerText.None).Append("\n\n");
    });

    private void Bullets(string title, Func<LogNote, bool> belongs) => Section(title, title, text =>
    {
        var notes = _book.Notes.Where(belongs).ToArray();
        foreach (var note in notes)
            NoteText.WriteItem(text, "-", note);
        if (notes.Length == 0)
            text.Append(TrackerText.None).Append('\n');
        text.Append('\n');
    });

    private void NextSteps() => Section(TrackerText.NextSteps, TrackerText.NextSteps, text =>
    {
        var number = 0;
        foreach (var note in _book.Notes.Where(note => NoteText.SectionOf(note.Kind) == TrackerText.NextSteps))
            NoteText.WriteItem(text, $"{Count(++number)}.", note);
        foreach (var priority in _book.Priorities.Where(priority => _isAssay && priority.Status != RunStatus.Completed))
        {
            var about = priority.Title is null ? priority.Id : $"{priority.Id} ({priority.Title.Replace('`', '\'').ReplaceLineEndings(" ")})";
            if (priority.Status is RunStatus.Running or RunStatus.Queued)
                text.Append(CultureInfo.InvariantCulture, $"{++number}. Wait for {about}: {_entries.Done(priority)} of {_entries.Of(priority).Count} done\n");
            else if (priority.Command is { } command && command.StartsWith("assay run ", StringComparison.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"{++number}. Run {about}: {Markdown.Code(command)}\n");
        }

        if (number == 0)
            text.Append(_isAssay ? TrackerText.AllDone : TrackerText.None).Append('\n');
        text.Append('\n');
    });

    private void Commands() => Section(TrackerText.Commands, TrackerText.Commands, text =>
    {
        if (_book.Commands.Count == 0)
        {
            text.Append(TrackerText.None).Append("\n\n");
            return;
        }

        var blocks = _book.Commands.Select(command => string.Join('\n',
            command.Key.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => "# " + line).Append(command.Value.ReplaceLineEndings("\n")).Where(line => line.Length > 0)));
        text.Append(new CodeBlock(0, "bash", string.Join("\n\n", blocks)).ToMarkdown()).Append("\n\n");
    });

    private void Locations() => Section(TrackerText.Locations, TrackerText.Locations, text =>
    {
        foreach (var (what, path) in _book.Locations)
            text.Append(CultureInfo.InvariantCulture, $"- {what}: {Markdown.Code(path)}\n");
        if (_book.Locations.Count == 0)
            text.Append(TrackerText.None).Append('\n');
        text.Append('\n');
    });

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
