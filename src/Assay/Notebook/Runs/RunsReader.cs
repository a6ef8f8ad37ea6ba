using Assay.Notebook.Entries;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Runs;

/// <summary>
/// Reads the format <c>runs</c>, heading by heading: "##" groups, what is named like a run is one at any level, deeper headings belong to the
/// run before them.
/// </summary>
internal sealed class RunsReader
{
    private readonly LogDocument _document;
    private readonly LogReport _report;
    private readonly EntryReaders _entries;
    private readonly List<LogNote> _notes = [];
    private string? _title;
    private string? _description;
    private LogDate? _date;
    private string? _group;
    // Entries from here on have no provenance yet.
    private int _open;
    private (NoteKind Kind, string? Section, int Level)? _inNotes;
    private int? _inEntry;

    /// <summary>Begins to read.</summary>
    /// <param name="document">The text.</param>
    /// <param name="report">Takes what was understood.</param>
    public RunsReader(LogDocument document, LogReport report) => (_document, _report, _entries) = (document, report, new EntryReaders(report));

    /// <summary>Reads the log.</summary>
    /// <returns>The book.</returns>
    public LogBook Read()
    {
        foreach (var section in _document.Root.DescendantsAndSelf())
            Section(section);
        var entries = EntryName.WithKeys(_entries.Entries());
        return new LogBook(_document.Name)
        {
            Title = _title ?? _document.Name,
            Description = _description,
            Entries = entries,
            Notes = WaitingEntries.Without(_notes, entries),
        };
    }

    private void Section(LogSection section)
    {
        if (section.Level <= 1 && _title is null && _entries.Count == 0)
        {
            Head(section);
            return;
        }

        if (_inNotes is { } notes && section.Level > notes.Level)
        {
            if (notes is { Kind: NoteKind.Note } || EntryName.Split(section.Title, out _) is null)
            {
                var of = BookNotes.Join(notes.Kind == NoteKind.Note ? null : notes.Section, section.Title);
                Keep(BookNotes.Read(section, notes.Kind, of));
                return;
            }
        }

        _inNotes = null;
        if (section.Level >= 2 && EntryName.Split(section.Title, out var title) is { } name)
            Entry(section, name, title);
        else if (section.Title.Equals(RunsWriter.Provenance, StringComparison.OrdinalIgnoreCase))
            Provenance(section);
        else if (section.Level > _inEntry)
            _entries.Below(section);
        else if (section.Level >= 3 && EntryReader.HasFields(section.Blocks))
            Entry(section, null, section.Title.Length == 0 ? EntryName.Untitled : section.Title);
        else if (section.Level <= 2 && BookNotes.Begins(section.Title, out var kind, out var of))
            Notes(section, kind, of);
        else if (section.Level <= 2)
            Group(section);
        else
            Keep(NoteText.Notes(NoteKind.Note, BookNotes.Join(_group, section.Title), section.Blocks));
    }

    private void Head(LogSection section)
    {
        if (section.Level == 1)
            _title = section.Title;
        var blocks = section.Blocks;
        if (_description is null && blocks is [Paragraph paragraph, ..])
        {
            _description = paragraph.Text;
            blocks = [.. blocks.Skip(1)];
        }

        Keep(NoteText.Notes(NoteKind.Note, null, blocks));
    }

    private void Group(LogSection section)
    {
        (_date, _group, _inEntry, _open) = (null, null, null, _entries.Count);
        if (section.Title is not (RunsWriter.NoGroup or RunsWriter.NotRun or RunsWriter.NoRuns or ""))
        {
            _group = section.Title;
            if (LogDate.TryFind(section.Title, out var date, out var rest) && (section.Title.StartsWith(rest, StringComparison.Ordinal) || section.Title.EndsWith(rest, StringComparison.Ordinal))
                && rest.Trim('-', '–', '—', ':', ' ') is var name && (date.Precision > DatePrecision.Year || name.Length < rest.Length || rest.Length == 0))
                (_date, _group) = (date, name.Length == 0 ? null : name);
        }

        Keep(NoteText.Notes(NoteKind.Note, section.Title, section.Blocks));
    }

    private void Entry(LogSection section, string? name, string? title)
    {
        // "Run 5: `LF-40`: title" is how runs that have another name are numbered.
        if (EntryName.Number(name) > 0 && title is not null && title[0] == '`' && EntryName.Split(title, out var inner) is { } own)
            (name, title) = (own, inner);
        _entries.Add(new LogEntry("") { Name = name, Title = title, Group = _group, Date = _date ?? EntryName.Date(name), Line = section.Line }, section);
        _report.Understood(section.Line, EntryName.Join(name, title));
        _inEntry = section.Level;
    }

    private void Notes(LogSection section, NoteKind kind, string? of)
    {
        (_inNotes, _inEntry) = ((kind, of, section.Level), null);
        Keep(BookNotes.Read(section, kind, of));
    }

    private void Provenance(LogSection section)
    {
        var rest = new List<Block>();
        foreach (var block in section.Blocks)
        {
            if (block is ListItem { Children.Count: 0 } item && Inline.TryField(item.Text, out var label, out var value) && label.Contains("commit", StringComparison.OrdinalIgnoreCase) && Inline.Plain(value) is { Length: > 0 } commit && !commit.Contains('\n', StringComparison.Ordinal)
                && _entries.SetCommit(_open, commit))
            {
                _open = _entries.Count;
            }
            else
            {
                rest.Add(block);
            }
        }

        if (rest.Count > 0)
            Keep(NoteText.Notes(NoteKind.Note, BookNotes.Join(_group, section.Title), rest));
    }

    private void Keep(IEnumerable<LogNote> notes)
    {
        foreach (var note in notes)
        {
            _notes.Add(note);
            if (note.Kind == NoteKind.Note)
                _report.Left(note.Line, note.Text.Split('\n')[0]);
        }
    }
}
