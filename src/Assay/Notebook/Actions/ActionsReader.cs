using Assay.Notebook.Entries;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Actions;

/// <summary>
/// Reads the format <c>actions</c>, heading by heading: rules, template, plan map, then actions below the headings of phases and items. What an
/// action says of its phase itself counts more than the heading it stands under.
/// </summary>
internal sealed class ActionsReader
{
    private readonly LogDocument _document;
    private readonly LogReport _report;
    private readonly List<LogPhase> _phases = [];
    private readonly HashSet<string> _named;
    private readonly EntryReaders _entries;
    // Where each entry stands.
    private readonly List<(string? Phase, string? Item)> _places = [];
    private readonly List<LogNote> _notes = [];
    private readonly StringBuilder _template = new();
    private int _templateLine;
    private string? _title;
    private string? _description;
    private string? _phase;
    private string? _item;
    private string? _group;
    private LogSection? _groupHeading;
    private (NoteKind Kind, string? Section, int Level)? _inNotes;
    private int? _inEntry;
    private int? _inTemplate;

    /// <summary>Begins to read.</summary>
    /// <param name="document">The text.</param>
    /// <param name="report">Takes what was understood.</param>
    public ActionsReader(LogDocument document, LogReport report)
    {
        (_document, _report, _entries) = (document, report, new EntryReaders(report));
        _named = [.. document.Root.DescendantsAndSelf().SelectMany(Named)];
    }

    /// <summary>Reads the log.</summary>
    /// <returns>The book.</returns>
    public LogBook Read()
    {
        foreach (var section in _document.Root.DescendantsAndSelf())
            Section(section);
        CloseGroup();
        var entries = _entries.Entries().Select((entry, i) => Place(entry, _places[i].Phase, _places[i].Item)).ToArray();
        var named = EntryName.WithKeys(entries);
        if (Template() is { } template)
            _notes.Insert(0, template);
        var (rules, first, remark, others) = ActionsText.Parts([.. WaitingEntries.Without(_notes, named)]);
        return new LogBook(_document.Name)
        {
            Title = _title ?? _document.Name,
            Description = _description,
            Phases = _phases,
            Entries = named,
            Notes = [.. IsStandard(rules) ? [] : rules, .. new[] { first, remark }.OfType<LogNote>(), .. others],
        };
    }

    private static bool IsStandard(IReadOnlyList<LogNote> rules) => rules.Select(rule => rule.Text).SequenceEqual(ActionsText.StandardRules);

    private void Section(LogSection section)
    {
        if (section.Level <= 1 && _title is null && _entries.Count == 0)
            Head(section);
        else if (_inNotes is { } notes && section.Level > notes.Level)
            Keep(BookNotes.Read(section, notes.Kind, BookNotes.Join(notes.Kind == NoteKind.Note ? null : notes.Section, section.Title)));
        else
            Part(section);
    }

    private void Part(LogSection section)
    {
        var heading = ActionHeading.Read(section.Title);
        var isDated = heading.Date is not null || heading.Name is not null;
        var isPlace = IsPhase(PlanMap.Heading(section.Title).Id) || (ItemHeading.Read(section.Title) is { Phase: { } named } && IsPhase(named));
        var isTemplate = (ActionsText.IsPlaceholder(section.Title) && !isDated && !isPlace && !BookNotes.Begins(section.Title, out _, out _)) || (_inTemplate is { } level && section.Level > level && !isDated);
        if (ActionsText.Is(section.Title, ActionsText.Template))
            (_inTemplate, _inEntry, _inNotes) = (section.Level, null, null);
        if (isTemplate || ActionsText.Is(section.Title, ActionsText.Template))
        {
            TemplatePart(section, isTemplate);
            return;
        }

        if (_inEntry is { } entry && section.Level > entry && !isDated)
        {
            _entries.Below(section);
            return;
        }

        (_inNotes, _inTemplate, _inEntry) = (null, null, null);
        if (isDated && section.Level >= 2)
            Entry(section, heading);
        else if (!Fixed(section) && !Phase(section) && !Item(section))
            Other(section, heading);
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

    private void TemplatePart(LogSection section, bool isHeading)
    {
        if (_templateLine == 0)
            _templateLine = section.Line;
        if (_template.Length > 0)
            _template.Append("\n\n");
        if (isHeading)
            _template.Append('#', Math.Max(section.Level, 3)).Append(' ').Append(section.Title).Append("\n\n");
        _template.Append(Block.ToMarkdown(section.Blocks));
        if (isHeading)
            _report.Understood(section.Line, "a template for entries, not an entry");
    }

    private LogNote? Template()
    {
        // Lists of several parts become one when they are read again.
        var text = BlockReader.Read(_template.ToString()).BodyToMarkdown();
        return text.Length == 0 || text == ActionsText.StandardTemplate.ReplaceLineEndings("\n") ? null : new LogNote(NoteKind.Note, text) { Section = ActionsText.Template, Line = _templateLine };
    }

    private bool Fixed(LogSection section)
    {
        if (ActionsText.Is(section.Title, ActionsText.Rules))
        {
            _notes.AddRange(NoteText.Notes(NoteKind.Note, ActionsText.Rules, section.Blocks));
            return true;
        }

        if (ActionsText.Is(section.Title, ActionsText.Map))
        {
            if (EntryLabels.Split(section.Title, out var remark) is not null && remark is not null)
                _notes.Add(new LogNote(NoteKind.Note, $"({remark})") { Section = ActionsText.Map, Line = section.Line });
            Map(section);
            return true;
        }

        if (ActionsText.Is(section.Title, ActionsText.Actions) || (section.Level <= 2 && section.Title == ActionsText.NoPhase))
        {
            CloseGroup();
            (_phase, _item, _group) = (null, null, null);
            Keep(NoteText.Notes(NoteKind.Note, ActionsText.Actions, section.Blocks).Where(note => note.Text != ActionsText.NoAction));
            return true;
        }

        if (section.Level > 2 || !BookNotes.Begins(section.Title, out var kind, out var of))
            return false;
        _inNotes = (kind, of, section.Level);
        Keep(BookNotes.Read(section, kind, of));
        return true;
    }

    private void Map(LogSection section)
    {
        foreach (var block in section.Blocks)
        {
            if (block is ListItem item && PlanMap.Read(item) is { } phase && !_phases.Exists(known => known.Id == phase.Id))
            {
                _phases.Add(phase);
                _report.Understood(phase.Line, phase.Id);
            }
            else if (block is not Paragraph { Text: ActionsText.None })
            {
                Keep(NoteText.Notes(NoteKind.Note, ActionsText.Map, [block]));
            }
        }
    }

    private bool Phase(LogSection section)
    {
        var read = PlanMap.Heading(section.Title);
        if (section.Level > 2 || !(IsPhase(read.Id) || _phases.Exists(phase => phase.Id == section.Title)) || ItemHeading.Read(section.Title) is not null)
            return false;
        CloseGroup();
        var known = _phases.FindIndex(phase => phase.Id == read.Id);
        if (known < 0)
        {
            _phases.Add(read with { Line = section.Line });
            known = _phases.Count - 1;
        }
        else if (read.Title is { } title && title != _phases[known].Title)
        {
            var note = new LogNote(NoteKind.Note, title) { Section = "Also called", Line = section.Line };
            if (_phases[known].Title is null)
                _phases[known] = _phases[known] with { Title = title };
            else if (!_phases[known].Notes.Contains(note with { Line = _phases[known].Notes.FirstOrDefault(other => other.Text == title)?.Line ?? section.Line }))
                _phases[known] = _phases[known] with { Notes = [.. _phases[known].Notes, note] };
        }

        (_phase, _item, _group) = (read.Id, null, null);
        var notes = NoteText.Notes(NoteKind.Note, null, section.Blocks).Where(note => note.Text != ActionsText.NoAction).ToArray();
        _phases[known] = _phases[known] with { Notes = [.. _phases[known].Notes, .. notes] };
        foreach (var note in notes)
            _report.Left(note.Line, note.Text.Split('\n')[0]);
        return true;
    }

    // A heading is a phase wherever in the log its phase is named.
    private static IEnumerable<string> Named(LogSection section) => ActionsText.Is(section.Title, ActionsText.Map)
        ? section.Blocks.OfType<ListItem>().Select(item => PlanMap.Read(item)?.Id).OfType<string>()
        : !section.MayMention("phase") ? []
        : section.Blocks.OfType<ListItem>().Select(EntryReader.PhaseOf).OfType<string>().Select(phase => PlanMap.Heading(phase).Id);

    private bool IsPhase(string id) => _named.Contains(id) || _phases.Exists(phase => phase.Id == id) || (id.StartsWith("Phase ", StringComparison.OrdinalIgnoreCase) && !id.AsSpan(6).Contains(' '));

    private bool Item(LogSection section)
    {
        if (ItemHeading.Read(section.Title) is not { } heading || (heading.Phase is { } named && !IsPhase(named)))
            return false;
        CloseGroup();
        _phase = heading.Phase ?? _phase;
        if (_phase is not null)
            Ensure(new LogPhase(_phase), section.Line);
        _item = heading.Item;
        var known = _phases.FindIndex(phase => phase.Id == _phase);
        var item = known < 0 ? null : _phases[known].Items.FirstOrDefault(item => item.Id == heading.Item);
        if (item is null && known >= 0)
        {
            item = new LogItem(heading.Item, heading.Title());
            _phases[known] = _phases[known] with { Items = [.. _phases[known].Items, item] };
        }

        _group = heading.Group(item?.Title);
        Keep(NoteText.Notes(NoteKind.Note, section.Title, section.Blocks));
        return true;
    }

    private void Entry(LogSection section, ActionHeading heading)
    {
        _groupHeading = null;
        var isNameless = heading.Name is null && heading.Date is null;
        _entries.Add(new LogEntry("") { Name = heading.Name, Title = heading.Title ?? (isNameless ? EntryName.Untitled : null), Date = heading.Date, Group = _group, Line = section.Line }, section);
        _places.Add((_phase, _item));
        _report.Understood(section.Line, section.Title);
        _inEntry = section.Level;
    }

    // A heading that is nothing else: an action if it says what an action says, else the name of a group of actions.
    private void Other(LogSection section, ActionHeading heading)
    {
        if (section.Level >= 2 && EntryReader.HasFields(section.Blocks))
        {
            Entry(section, heading);
            return;
        }

        CloseGroup();
        if (section.Level <= 2)
            _phase = null;
        (_item, _group, _groupHeading) = (null, section.Title.Length == 0 ? null : section.Title, section);
        if (section.Blocks.Count > 0 || _group is null)
            _groupHeading = null;
        Keep(NoteText.Notes(NoteKind.Note, section.Title, section.Blocks));
    }

    // A heading that groups nothing is kept as what it says.
    private void CloseGroup()
    {
        if (_groupHeading is { } heading)
            Keep([NoteText.Note(NoteKind.Note, null, heading.Title, heading.Line)]);
        _groupHeading = null;
    }

    /// <summary>Phase and item: its own words, else the headings above; the item above counts only within its phase.</summary>
    private LogEntry Place(LogEntry entry, string? phase, string? item)
    {
        var read = entry.Phase is null ? null : PlanMap.Heading(entry.Phase);
        var placed = entry with { Phase = read?.Id ?? phase, Item = entry.Item ?? (read is null || read.Id == phase ? item : null) };
        if (placed.Phase != phase || placed.Item != item)
            placed = placed with { Group = null };
        if (placed.Phase is null)
            return placed;
        Ensure(read ?? new LogPhase(placed.Phase), entry.Line);
        var known = _phases.FindIndex(known => known.Id == placed.Phase);
        if (placed.Item is { } id && _phases[known].Items.All(known => known.Id != id))
            _phases[known] = _phases[known] with { Items = [.. _phases[known].Items, new LogItem(id, null)] };
        return placed;
    }

    private void Ensure(LogPhase phase, int line)
    {
        if (_phases.Exists(known => known.Id == phase.Id))
            return;
        _phases.Add(phase with { Line = line });
        _report.Guessed(line, $"'{phase.Id}' is a phase, though the map does not name it");
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
