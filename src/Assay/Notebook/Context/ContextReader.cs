using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Context;

/// <summary>Reads a hand-over. Headings may stand at any level: what a heading opens is told by its words.</summary>
internal sealed class ContextReader(LogDocument document, LogReport report)
{
    private readonly List<LogNote> _notes = [];
    private readonly List<LogWorkstream> _workstreams = [];
    private readonly List<LogEntry> _entries = [];
    private readonly HashSet<string> _keys = [];
    private LogDate? _updated;
    private WorkstreamDraft? _current;

    /// <summary>Reads the document.</summary>
    public LogBook Read()
    {
        ContextNotes.Collect(document.Root.Blocks, null, _notes);
        foreach (var section in document.Root.Sections)
            Walk(section);
        Close();
        foreach (var note in _notes)
            report.Left(note.Line, Start(note.Text));
        return new LogBook(document.Name) { Updated = _updated, Entries = _entries, Workstreams = _workstreams, Notes = ContextNotes.Arrange(_notes) };
    }

    private void Walk(LogSection section)
    {
        switch (ContextHeading.PartOf(section.Title))
        {
            case ContextPart.Workstream when section.Level <= 2:
                Close();
                var (number, title) = ContextHeading.WorkstreamOf(section.Title);
                _current = new WorkstreamDraft { Number = number, Title = title, Line = section.Line };
                Inside(section, _current.Notes);
                break;
            case ContextPart.Updated:
                Update(section);
                Inside(section, _current?.Notes ?? _notes);
                break;
            case ContextPart.Identity:
                Fields(section, Current(section), identity: true);
                break;
            case ContextPart.CurrentTask:
                Fields(section, Current(section), identity: false);
                break;
            case ContextPart.Session:
                Session(section);
                break;
            case ContextPart.History:
                History(section);
                break;
            case ContextPart.None or ContextPart.Notes or ContextPart.Workstream or ContextPart.Computed:
                Unknown(section);
                break;
            case var part:
                var stream = Current(section);
                if (stream.Session is { } session)
                    session.Read(part, section);
                else
                    stream.Orphans.Add((part, section));
                break;
        }
    }

    private void Inside(LogSection section, List<LogNote> notes)
    {
        ContextNotes.Collect(section.Blocks, null, notes);
        foreach (var deeper in section.Sections)
            Walk(deeper);
    }

    private void Update(LogSection section)
    {
        LogDate.TryFind(section.Title, out var date, out _);
        if (_updated is null || _updated == date)
            _updated = date;
        else
            (_current?.Notes ?? _notes).Add(new LogNote(NoteKind.Note, ContextHeading.Section(section.Title)) { Line = section.Line });
    }

    private void Unknown(LogSection section)
    {
        var path = ContextHeading.NotesUnder(section.Title);
        if (section.Level > 1 && _current is not null)
        {
            ContextNotes.Collect(section, path, _current.Notes);
            return;
        }

        if (section.Title.Length > 0 && section.Blocks.Count == 0 && section.Sections.Count == 0)
            _notes.Add(new LogNote(NoteKind.Note, section.Title) { Line = section.Line });
        ContextNotes.Collect(section.Blocks, path, _notes);
        foreach (var deeper in section.Sections)
        {
            if (ContextHeading.PartOf(deeper.Title) is ContextPart.None or ContextPart.Notes or ContextPart.Computed)
                ContextNotes.Collect(deeper, ContextHeading.Within(path, ContextHeading.NotesUnder(deeper.Title)), _notes);
            else
                Walk(deeper);
        }
    }

    private WorkstreamDraft Current(LogSection section) => _current ??= new WorkstreamDraft { Line = section.Line };

    private static void Fields(LogSection section, WorkstreamDraft stream, bool identity)
    {
        var path = identity ? "Identity" : "Current Task";
        var rest = new List<Block>();
        foreach (var block in section.Blocks)
        {
            var text = block switch { ListItem { Children.Count: 0 } item => item.Text, Paragraph paragraph => paragraph.Text, _ => "" };
            if (!Inline.TryField(text, out var label, out var value) || !stream.TrySet(identity, label.ToUpperInvariant(), value.ReplaceLineEndings(" ").Trim()))
                rest.Add(block);
        }

        ContextNotes.Collect(rest, path, stream.Notes);
        foreach (var deeper in section.Sections)
            ContextNotes.Collect(deeper, ContextHeading.Within(path, ContextHeading.NotesUnder(deeper.Title)), stream.Notes);
    }

    private void Session(LogSection section)
    {
        var stream = Current(section);
        if (!ContextHeading.TryDated(section.Title, out var date, out var title))
        {
            ContextNotes.Collect(section.Blocks, null, stream.Notes);
            foreach (var deeper in section.Sections)
                Walk(deeper);
            return;
        }

        var session = stream.Session = new PeriodDraft(date) { Title = title, Line = section.Line };
        stream.Periods.Add(session);
        ContextNotes.Collect(section.Blocks, null, session.Notes);
        foreach (var deeper in section.Sections)
        {
            var part = ContextHeading.PartOf(deeper.Title);
            if (part is ContextPart.KeyResults or ContextPart.UserPriorities or ContextPart.FilesModified or ContextPart.GitStatus or ContextPart.Outputs or ContextPart.NextSteps or ContextPart.Decisions)
                session.Read(part, deeper);
            else
                ContextNotes.Collect(deeper, ContextHeading.NotesUnder(deeper.Title), session.Notes);
        }
    }

    private void History(LogSection section)
    {
        var stream = Current(section);
        ContextNotes.Collect(section.Blocks, "Session History", stream.Notes);
        var taken = new HashSet<PeriodDraft>();
        foreach (var deeper in section.Sections)
        {
            var path = ContextHeading.Within("Session History", ContextHeading.NotesUnder(deeper.Title));
            if (!ContextHeading.TryDated(deeper.Title, out var date, out var title))
            {
                ContextNotes.Collect(deeper, path, stream.Notes);
                continue;
            }

            // The n-th block of a date is the n-th session of that date.
            var period = stream.Periods.FirstOrDefault(period => period.Date == date && !period.InHistory && !taken.Contains(period));
            if (period is null)
                stream.Periods.Add(period = new PeriodDraft(date) { Title = title, Line = deeper.Line });
            else if (title != period.Title)
                period.HistoryTitle = title;
            period.InHistory = true;
            taken.Add(period);
            ContextNotes.Collect(deeper.Blocks, null, period.History, NoteKind.Note, labelled: false);
            foreach (var below in deeper.Sections)
                ContextNotes.Collect(below, ContextHeading.Within(path, ContextHeading.NotesUnder(below.Title)), stream.Notes);
        }
    }

    private void Close()
    {
        if (_current is not { } stream)
            return;
        _current = null;
        Adopt(stream);
        var id = stream.Id;
        if (id is null)
        {
            id = stream.Number is { } number ? (number.All(char.IsAsciiDigit) ? "ws" : "") + number : LogKey.Of(stream.Name ?? stream.Title ?? document.Name);
            id = id.Length == 0 ? "ws" : id;
            report.Guessed(stream.Line, $"the workstream's id is taken to be '{id}'");
        }

        // A stable sort: sessions of one date keep the order of the file.
        var periods = stream.Periods.OrderByDescending(period => period.Date.Start).Select(period => period.ToPeriod(id, _keys, _entries)).ToArray();
        foreach (var period in periods)
            report.Understood(period.Line, $"session {period.Date.ToLogText()} of {id}");
        foreach (var note in stream.Notes)
            report.Left(note.Line, Start(note.Text));
        _workstreams.Add(stream.ToWorkstream(id, periods));
        report.Understood(stream.Line, $"workstream {id}");
    }

    // Parts before any session belong to the newest period, or to one of the day the log was brought up to date.
    private void Adopt(WorkstreamDraft stream)
    {
        if (stream.Orphans.Count == 0)
            return;
        var newest = stream.Periods.MaxBy(period => period.Date.Start) ?? new PeriodDraft(_updated ?? default) { Line = stream.Line };
        foreach (var (part, section) in stream.Orphans)
            newest.Read(part, section);
        if (stream.Periods.Contains(newest) || newest.IsEmpty)
            return;
        if (_updated is not null)
        {
            report.Guessed(stream.Line, "what no session holds is taken to be of the day the log was brought up to date");
            stream.Periods.Add(newest);
            return;
        }

        foreach (var (_, section) in stream.Orphans)
            ContextNotes.Collect(section, ContextHeading.Section(section.Title), stream.Notes);
    }

    private static string Start(string text) => text.Split('\n')[0] is var line && line.Length > 60 ? line[..60] + "…" : line;
}
