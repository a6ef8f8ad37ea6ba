using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Context;

/// <summary>Reads and writes notes: an item, paragraph, table or code block each, the heading above as their section.</summary>
internal static partial class ContextNotes
{
    private const int LongestLabel = 100;
    private static readonly string[] Standard = ["None.", "None", "Not known.", "No completed run yet.", "No session yet."];

    private static readonly Dictionary<string, NoteKind> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Note"] = NoteKind.Note,
        ["Decision"] = NoteKind.Decision,
        ["Finding"] = NoteKind.Finding,
        ["Insight"] = NoteKind.Insight,
        ["Issue"] = NoteKind.Issue,
        ["Observation"] = NoteKind.Observation,
        ["User priority"] = NoteKind.UserPriority,
        ["Next step"] = NoteKind.NextStep,
        ["Conclusion"] = NoteKind.Conclusion,
        ["Prediction"] = NoteKind.Prediction,
    };

    /// <summary>Begins what the writer says of the plan where nobody said what is being done.</summary>
    public const string NextInPlan = "next in the plan: ";

    /// <summary>Whether a text is what the writer puts where there is nothing.</summary>
    public static bool IsStandard(string text) => Standard.Contains(text, StringComparer.Ordinal) || Pending().IsMatch(text);

    /// <summary>Takes everything under a heading, deeper headings included.</summary>
    public static void Collect(LogSection section, string? path, ICollection<LogNote> notes)
    {
        Collect(section.Blocks, path, notes);
        foreach (var deeper in section.Sections)
            Collect(deeper, ContextHeading.Within(path, ContextHeading.NotesUnder(deeper.Title)), notes);
    }

    /// <summary>Takes blocks.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="path">Their section.</param>
    /// <param name="notes">Takes the notes.</param>
    /// <param name="kind">Their usual kind; null when the section says it.</param>
    /// <param name="labelled">Whether a line such as "**Batch size**:" names a section of what follows.</param>
    public static void Collect(IReadOnlyList<Block> blocks, string? path, ICollection<LogNote> notes, NoteKind? kind = null, bool labelled = true)
    {
        var under = path;
        for (var i = 0; i < blocks.Count; i++)
        {
            switch (blocks[i])
            {
                case Paragraph paragraph when labelled && i + 1 < blocks.Count && blocks[i + 1] is not Paragraph && Label(paragraph.Text) is { } label:
                    under = ContextHeading.Within(path, label);
                    break;
                case Paragraph paragraph:
                    under = path;
                    Add(paragraph.Text, paragraph.Line, under, kind, notes);
                    break;
                case ListItem { Text.Length: 0 } item:
                    Collect(item.Children, under, notes, kind, labelled: false);
                    break;
                case ListItem item:
                    Add(TextOf(item), item.Line, under, kind, notes);
                    break;
                default:
                    Add(blocks[i].ToMarkdown(), blocks[i].Line, under, kind, notes);
                    break;
            }
        }
    }

    /// <summary>Text of an item with everything under it.</summary>
    public static string TextOf(ListItem item)
    {
        var lines = (item with { Number = null }).ToMarkdown().Split('\n');
        return string.Join('\n', lines.Select((line, i) => i == 0 || line.StartsWith("  ", StringComparison.Ordinal) ? line[Math.Min(2, line.Length)..] : line)).Trim();
    }

    /// <summary>The label that a line gives to what follows; null when it is none.</summary>
    public static string? Label(string text)
    {
        if (text.Length > LongestLabel || text.Contains('\n', StringComparison.Ordinal) || !(text.EndsWith(':') || text.EndsWith(":**", StringComparison.Ordinal) || (text.StartsWith("**", StringComparison.Ordinal) && text.EndsWith("**", StringComparison.Ordinal))))
            return null;
        var label = ContextHeading.Section(Inline.Plain(text).TrimEnd(':'));
        return label.Length == 0 ? null : label;
    }

    /// <summary>The notes in the order in which their sections are written: those without one first, then by first appearance.</summary>
    public static IReadOnlyList<LogNote> Arrange(IEnumerable<LogNote> notes) => [.. notes.GroupBy(note => note.Section ?? "").OrderBy(group => group.Key.Length > 0).SelectMany(group => group)];

    /// <summary>Writes notes under a heading for each section.</summary>
    public static void WriteSections(StringBuilder text, int level, IEnumerable<LogNote> notes)
    {
        foreach (var group in Arrange(notes).GroupBy(note => note.Section))
        {
            text.Append('#', level).Append(' ').Append(ContextHeading.ForNotes(group.Key)).Append("\n\n");
            Write(text, group, ContextHeading.KindOf(group.Key), numbered: false);
        }
    }

    /// <summary>Writes notes as a list.</summary>
    /// <param name="text">Where.</param>
    /// <param name="notes">The notes.</param>
    /// <param name="kind">The kind that needs no label here.</param>
    /// <param name="numbered">Whether they are counted.</param>
    /// <param name="number">The number before the first.</param>
    public static void Write(StringBuilder text, IEnumerable<LogNote> notes, NoteKind kind, bool numbered, int number = 0)
    {
        foreach (var note in notes)
        {
            var label = note.Kind != kind || (Inline.TryField(note.Text, out var first, out _) && Labels.ContainsKey(first)) ? $"**{Labels.First(pair => pair.Value == note.Kind).Key}**:" : "";
            if (IsBlock(note.Text) && label.Length == 0 && note.State == NoteState.Open && !numbered)
            {
                text.Append(text.Length > 1 && text[^2] != '\n' ? "\n" : "").Append(note.Text).Append("\n\n");
                continue;
            }

            var marker = numbered ? string.Create(CultureInfo.InvariantCulture, $"{++number}. ") : "- ";
            var struck = string.Join(' ', new[] { label, note.Text }.Where(part => part.Length > 0));
            // Struck through where that reads back, else with a mark.
            if (note.State == NoteState.Dropped && note.Text[0] != '~' && State($"~~{struck}~~") == (NoteState.Dropped, struck))
            {
                text.Append(marker).Append("~~").Append(struck).Append("~~\n");
                continue;
            }

            var state = note.State switch { NoteState.Done => "[x]", NoteState.Dropped => "[-]", _ => "" };
            Item(text, marker, string.Join(' ', new[] { state, label }.Where(part => part.Length > 0)), note.Text);
        }

        if (text.Length > 1 && text[^2] != '\n')
            text.Append('\n');
    }

    private static void Item(StringBuilder text, string marker, string head, string content)
    {
        var lines = content.Split('\n');
        text.Append(marker).Append(head);
        var next = 0;
        if (!IsBlock(content))
            text.Append(head.Length > 0 ? " " : "").Append(lines[next++]);
        text.Append('\n');
        // A table begins after an empty line.
        if (IsBlock(content) && content[0] == '|')
            text.Append('\n');
        var isCode = false;
        foreach (var line in lines.Skip(next))
        {
            var trimmed = line.TrimStart();
            var fence = trimmed.StartsWith("```", StringComparison.Ordinal);
            // Four blanks keep a line from being a heading.
            var indent = !isCode && trimmed.StartsWith('#') ? "    " : new string(' ', marker.Length);
            text.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
            isCode ^= fence;
        }
    }

    private static bool IsBlock(string text) => text.StartsWith("```", StringComparison.Ordinal) || text.StartsWith('|');

    private static void Add(string text, int line, string? section, NoteKind? usual, ICollection<LogNote> notes)
    {
        if (IsStandard(text))
            return;
        var kind = usual ?? ContextHeading.KindOf(section);
        var (state, rest) = State(text);
        if (Inline.TryField(rest, out var label, out var value) && Labels.TryGetValue(label, out var named) && value.Length > 0)
            (kind, rest) = (named, Dedent(value));
        else if (rest.StartsWith("**Gap", StringComparison.Ordinal) && usual is null)
            kind = NoteKind.Issue;
        if (kind is NoteKind.NextStep or NoteKind.UserPriority && state == NoteState.Open && (rest.StartsWith('✅') || rest.StartsWith("done:", StringComparison.OrdinalIgnoreCase)))
            (state, rest) = (NoteState.Done, rest[(rest[0] == '✅' ? 1 : 5)..].Trim());
        rest = Settle(rest);
        // A lone bar in front of it hid it above.
        if (rest.Length > 0 && !IsStandard(rest))
            notes.Add(new LogNote(kind, rest) { Section = section, State = state, Line = line });
    }

    // A label alone on its line has the rest as a block below it.
    private static string Dedent(string value) => value.Trim('\n');

    private static (NoteState State, string Text) State(string text)
    {
        var state = NoteState.Open;
        for (var rest = text; ; text = rest)
        {
            if (rest.StartsWith("[x]", StringComparison.OrdinalIgnoreCase))
                (state, rest) = (NoteState.Done, rest[3..].TrimStart());
            else if (rest.StartsWith("[-]", StringComparison.Ordinal))
                (state, rest) = (NoteState.Dropped, rest[3..].TrimStart());
            else if (rest.StartsWith("[ ]", StringComparison.Ordinal))
                rest = rest[3..].TrimStart();
            else if (rest.Length > 4 && rest.StartsWith("~~", StringComparison.Ordinal) && rest.EndsWith("~~", StringComparison.Ordinal) && !rest[2..^2].Contains("~~", StringComparison.Ordinal) && !rest.Contains('\n', StringComparison.Ordinal))
                (state, rest) = (NoteState.Dropped, rest[2..^2].Trim());
            else
                return (state, text);
        }
    }

    // Text that would come back otherwise is taken as it would come back, or as one line.
    private static string Settle(string text)
    {
        text = text.Trim();
        for (var round = 0; round < 4; round++)
        {
            if (text.Length == 0 || (!text.Contains('\n', StringComparison.Ordinal) && text[0] is not ('`' or '|')))
                return text;
            var written = new StringBuilder();
            Write(written, [new LogNote(NoteKind.Note, text)], NoteKind.Note, numbered: false);
            var numbered = new StringBuilder();
            Write(numbered, [new LogNote(NoteKind.Note, text)], NoteKind.Note, numbered: true);
            var (again, counted) = (ReadBack(written.ToString()), ReadBack(numbered.ToString()));
            if (again == text && counted == text)
                return text;
            if (again is null || counted != again)
                break;
            text = again;
        }

        var line = string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return IsBlock(line) ? line.TrimStart('`', '|', ' ').Trim() : line;
    }

    private static string? ReadBack(string written)
    {
        var root = BlockReader.Read(written);
        return root.Sections.Count > 0 || root.Blocks.Count != 1
            ? null
            : root.Blocks[0] switch
            {
                ListItem { Text.Length: 0 } item => Block.ToMarkdown(item.Children),
                ListItem item => TextOf(item),
                Paragraph => null,
                var block => block.ToMarkdown(),
            };
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"^(?:Run the \d+ (?:planned|remaining) experiments? of [^\n]*|\d+ of \d+ planned experiments done(?:, \d+ [a-z]+)*|next in the plan: [^\n]+)$", System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Pending();
}
