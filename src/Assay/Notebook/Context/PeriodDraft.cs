using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Context;

/// <summary>A period while it is read.</summary>
internal sealed partial class PeriodDraft(LogDate date)
{
    /// <summary>The section of remarks about the files.</summary>
    public const string FilesSection = "Files Modified";

    /// <summary>What happened to a file, behind its name.</summary>
    internal static readonly string[] Happened = [" (new)", " (added)", " (deleted)"];

    private const string GitSection = "Git Status";
    private const string OutputsSection = "Outputs";
    private readonly ContextResults _results = new();
    private List<string>? _files;
    private string? _branch;
    private string? _commit;
    private string? _commitTitle;
    private string? _clean;
    private string? _outputs;

    /// <summary>Its date.</summary>
    public LogDate Date => date;

    /// <summary>What it was about.</summary>
    public string? Title { get; init; }

    /// <summary>What the history calls it.</summary>
    public string? HistoryTitle { get; set; }

    /// <summary>Whether the history has it.</summary>
    public bool InHistory { get; set; }

    /// <summary>Line of its heading.</summary>
    public int Line { get; init; }

    /// <summary>What was done.</summary>
    public List<LogNote> History { get; } = [];

    /// <summary>Everything else.</summary>
    public List<LogNote> Notes { get; } = [];

    /// <summary>Whether nothing was found.</summary>
    public bool IsEmpty => History.Count + Notes.Count == 0 && _results.IsEmpty && (_files ?? (object?)_branch ?? _commit ?? _commitTitle ?? _clean ?? _outputs) is null;

    /// <summary>Reads a part.</summary>
    public void Read(ContextPart part, LogSection section)
    {
        switch (part)
        {
            case ContextPart.KeyResults:
                _results.Read(section);
                return;
            case ContextPart.UserPriorities:
                ContextNotes.Collect(section.Blocks, null, Notes, NoteKind.UserPriority);
                break;
            case ContextPart.NextSteps:
                ContextNotes.Collect(section.Blocks, null, Notes, NoteKind.NextStep);
                break;
            case ContextPart.Decisions:
                ContextNotes.Collect(section.Blocks, null, Notes, NoteKind.Decision);
                break;
            case ContextPart.FilesModified:
                ReadFiles(section.Blocks);
                break;
            case ContextPart.GitStatus:
                ReadGit(section.Blocks);
                break;
            default:
                ReadOutputs(section.Blocks);
                break;
        }

        var path = part switch { ContextPart.FilesModified => FilesSection, ContextPart.GitStatus => GitSection, ContextPart.Outputs => OutputsSection, _ => null };
        foreach (var deeper in section.Sections)
            ContextNotes.Collect(deeper, ContextHeading.Within(path, ContextHeading.NotesUnder(deeper.Title)), Notes);
    }

    /// <summary>The period; its results become an entry.</summary>
    public LogPeriod ToPeriod(string workstream, HashSet<string> keys, List<LogEntry> entries)
    {
        string? key = null;
        if (!_results.IsEmpty)
        {
            var title = _results.Title ?? Title;
            var name = key = $"{title ?? "Session"} {date.ToLogText()}";
            for (var n = 2; !keys.Add(key); n++)
                key = string.Create(CultureInfo.InvariantCulture, $"{name} #{n}");
            entries.Add(new LogEntry(key)
            {
                Title = title,
                Date = date,
                Stage = "analysis",
                Workstream = workstream,
                Status = RunStatus.Completed,
                Params = _results.Params,
                Metrics = _results.Metrics,
                Notes = ContextNotes.Arrange(_results.Notes),
                Line = _results.Line,
            });
        }

        return new LogPeriod(date)
        {
            Title = Title,
            HistoryTitle = HistoryTitle,
            History = History,
            Notes = Arrange(Notes),
            FilesModified = _files,
            Branch = _branch,
            Commit = _commit,
            CommitTitle = _commitTitle,
            Clean = _clean,
            Outputs = _outputs,
            Entry = key,
            Line = Line,
        };
    }

    /// <summary>The notes of a period in the order of the log: what the user wants, the sections, what comes next, what was decided.</summary>
    public static IReadOnlyList<LogNote> Arrange(IEnumerable<LogNote> notes)
    {
        var all = ContextNotes.Arrange(notes);
        return [.. all.OrderBy(note => note switch
        {
            { Section: FilesSection } => 2,
            { Section: not null } => 1,
            { Kind: NoteKind.UserPriority } => 0,
            { Kind: NoteKind.NextStep } => 3,
            { Kind: NoteKind.Decision } => 4,
            _ => 1,
        })];
    }

    private void ReadFiles(IReadOnlyList<Block> blocks)
    {
        var rest = new List<Block>();
        foreach (var block in blocks)
        {
            var text = block switch { ListItem { Children.Count: 0 } item => item.Text, Paragraph paragraph => paragraph.Text, _ => "" };
            if (text is "None" or "None." && block is ListItem)
            {
                _files ??= [];
            }
            else if (NoFiles().Match(text) is { Success: true } none)
            {
                _files ??= [];
                ContextNotes.Collect([new ListItem(block.Line, none.Groups["why"].Value, null, [])], FilesSection, Notes);
            }
            else if (block is ListItem && text.Length > 0 && !text.Contains('\n', StringComparison.Ordinal))
            {
                var happened = Array.Find(Happened, word => text.EndsWith('`' + word, StringComparison.Ordinal)) ?? "";
                var name = Inline.Uncode(text[..^happened.Length]);
                (_files ??= []).Add(name.Contains('`', StringComparison.Ordinal) ? text : name + happened);
            }
            else
            {
                rest.Add(block);
            }
        }

        ContextNotes.Collect(rest, FilesSection, Notes);
    }

    private void ReadGit(IReadOnlyList<Block> blocks)
    {
        var rest = new List<Block>();
        foreach (var block in blocks)
        {
            var text = block switch { ListItem { Children.Count: 0 } item => item.Text, Paragraph paragraph => paragraph.Text, _ => "" };
            if (!Inline.TryField(text, out var label, out var value) || !TryGit(label.ToUpperInvariant(), value.ReplaceLineEndings(" ").Trim()))
                rest.Add(block);
        }

        ContextNotes.Collect(rest, GitSection, Notes);
    }

    private bool TryGit(string label, string value)
    {
        if (value.Length == 0 || ContextNotes.IsStandard(value))
            return label is "BRANCH" or "LAST COMMIT" or "CLEAN";
        switch (label)
        {
            case "BRANCH" when _branch is null:
                _branch = Inline.Uncode(value);
                return true;
            case "LAST COMMIT" or "COMMIT" when _commit is null && _commitTitle is null:
                var match = Commit().Match(value);
                _commit = match.Success ? match.Groups["quoted"].Value + match.Groups["plain"].Value : null;
                _commitTitle = !match.Success ? value : match.Groups["title"].Value.Trim() is { Length: > 0 } title ? title : null;
                return true;
            case "CLEAN" when _clean is null:
                _clean = value;
                return true;
            default:
                return false;
        }
    }

    private void ReadOutputs(IReadOnlyList<Block> blocks)
    {
        var rest = new List<Block>();
        foreach (var block in blocks)
        {
            if (block is CodeBlock code && code.Text.Trim('\n').Length > 0 && _outputs is null)
                _outputs = code.Text;
            else
                rest.Add(block);
        }

        ContextNotes.Collect(rest, OutputsSection, Notes);
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"^None\.?\s*(?:\((?<why>[^\n]*\S[^\n]*)\)|[:,–—-]\s*(?<why>[^\n]*\S[^\n]*))$", System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex NoFiles();

    [System.Text.RegularExpressions.GeneratedRegex(@"^(?:`(?<quoted>[^`\s]+)`|(?<plain>[0-9a-f]{7,40})(?!\w))(?<title>.*)$", System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Commit();
}
