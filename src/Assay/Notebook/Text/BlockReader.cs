namespace Assay.Notebook.Text;

/// <summary>
/// Cuts Markdown into sections and blocks, each with its line. It takes what people write in logs rather than what a standard says: any
/// indentation below a marker makes a child, a fence right after an item that ends in ":" belongs to it, a fence nobody closed ends before
/// the next heading, a table needs no line of dashes.
/// </summary>
internal sealed class BlockReader
{
    // Deeper lists are kept as text.
    private const int DeepestList = 32;
    private readonly string[] _lines;

    private BlockReader(string[] lines) => _lines = lines;

    /// <summary>Reads a text.</summary>
    /// <param name="text">Markdown; any line ends.</param>
    /// <returns>The root section.</returns>
    public static LogSection Read(string text)
    {
        var lines = text.Split('\n');
        if (text.Contains('\r', StringComparison.Ordinal))
            lines = text.ReplaceLineEndings("\n").Split('\n');
        return new BlockReader(lines).ReadSections();
    }

    private LogSection ReadSections()
    {
        var open = new Stack<OpenSection>();
        open.Push(new OpenSection("", 0, 0));
        var next = 0;
        while (next < _lines.Length)
        {
            var start = next;
            while (next < _lines.Length && Heading(_lines[next]) == 0)
                next = FenceEnd(next, 0) is var end && end > next ? end : next + 1;
            ReadBlocks(start, next, 0, 0, open.Peek().Blocks);
            if (next == _lines.Length)
                break;
            var level = Heading(_lines[next]);
            while (open.Peek().Level >= level)
                Close(open);
            open.Push(new OpenSection(HeadingText(_lines[next]), level, next + 1));
            next++;
        }

        while (open.Count > 1)
            Close(open);
        return open.Pop().ToSection();
    }

    private static void Close(Stack<OpenSection> open)
    {
        var section = open.Pop().ToSection();
        open.Peek().Sections.Add(section);
    }

    /// <summary>Level of a heading line; 0 when it is none.</summary>
    private static int Heading(string line)
    {
        var indent = Indent(line);
        if (indent > 3 || indent == line.Length || line[indent] != '#')
            return 0;
        var end = indent;
        while (end < line.Length && line[end] == '#')
            end++;
        return end - indent <= 6 && end < line.Length && line[end] is ' ' or '\t' ? end - indent : 0;
    }

    /// <summary>A heading's text; closing marks go only when a blank stands before them, so that "C#" keeps its own.</summary>
    private static string HeadingText(string line)
    {
        var text = line.Trim().TrimStart('#').Trim();
        var open = text.TrimEnd('#');
        return open.Length == 0 || char.IsWhiteSpace(open[^1]) ? open.TrimEnd() : text;
    }

    private static int Indent(string line)
    {
        var columns = 0;
        foreach (var character in line)
        {
            if (character == ' ' || character == '\u00A0')
                columns++;
            else if (character == '\t')
                columns += 4;
            else
                return columns;
        }

        return int.MaxValue;
    }

    private static bool IsBlank(string line) => Indent(line) == int.MaxValue;

    /// <summary>The line without at most so many columns of indentation.</summary>
    private static string Strip(string line, int columns)
    {
        var at = 0;
        while (at < line.Length && columns > 0 && line[at] is ' ' or '\t' or '\u00A0')
            columns -= line[at++] == '\t' ? 4 : 1;
        return line[at..];
    }

    /// <summary>Number of marks that open a fence on a line; 0 when none does.</summary>
    private static int Fence(string line, out char mark)
    {
        var trimmed = line.AsSpan().TrimStart();
        mark = trimmed.Length > 0 ? trimmed[0] : ' ';
        if (mark is not ('`' or '~'))
            return 0;
        var count = 0;
        while (count < trimmed.Length && trimmed[count] == mark)
            count++;
        return count >= 3 && !(mark == '`' && trimmed[count..].Contains('`')) ? count : 0;
    }

    /// <summary>The line after a fence that opens on a line; the same line when none opens there.</summary>
    private int FenceEnd(int line, int limit)
    {
        var count = Fence(_lines[line], out var mark);
        if (count == 0)
            return line;
        var last = limit == 0 ? _lines.Length : limit;
        for (var end = line + 1; end < last; end++)
        {
            if (IsClosing(_lines[end], mark, count))
                return end + 1;
        }

        for (var end = line + 1; end < last; end++)
        {
            if (Heading(_lines[end]) > 1)
                return end;
        }

        return last;
    }

    private static bool IsClosing(string line, char mark, int count)
    {
        var trimmed = line.AsSpan().Trim();
        return trimmed.Length >= count && trimmed.TrimStart(mark).Length == 0;
    }

    private void ReadBlocks(int start, int end, int strip, int depth, List<Block> blocks)
    {
        var line = start;
        while (line < end)
        {
            if (IsBlank(_lines[line]) || IsRule(_lines[line]))
                line++;
            else if (Fence(_lines[line], out _) > 0)
                line = ReadFence(line, end, blocks);
            else if (depth < DeepestList && Marker(Strip(_lines[line], strip), out var number, out var width))
                line = ReadItem(line, end, strip, depth, number, width, blocks);
            else if (IsTable(line, end))
                line = ReadTable(line, end, blocks);
            else
                line = ReadParagraph(line, end, strip, depth, blocks);
        }
    }

    private int ReadFence(int line, int end, List<Block> blocks)
    {
        var after = FenceEnd(line, end);
        var count = Fence(_lines[line], out var mark);
        var closed = after > line + 1 && IsClosing(_lines[after - 1], mark, count);
        var indent = Indent(_lines[line]);
        var content = _lines[(line + 1)..(closed ? after - 1 : after)].Select(text => Strip(text, indent).TrimEnd());
        var text = string.Join('\n', content);
        blocks.Add(new CodeBlock(line + 1, _lines[line].Trim().TrimStart(mark).Trim(), closed ? text : text.TrimEnd('\n')));
        return after;
    }

    private static bool IsRule(string line)
    {
        var trimmed = line.AsSpan().Trim();
        return trimmed.Length >= 3 && trimmed[0] is '-' or '*' or '_' && trimmed.TrimStart(trimmed[0]).Length == 0;
    }

    /// <summary>Whether a line begins a list item; its number, and the width of its marker.</summary>
    private static bool Marker(string line, out long? number, out int width)
    {
        (number, width) = (null, 0);
        var at = 0;
        while (at < line.Length && char.IsWhiteSpace(line[at]))
            at++;
        var first = at;
        if (at < line.Length && line[at] is '-' or '*' or '+' or '•' or '–')
        {
            at++;
        }
        else
        {
            while (at < line.Length && char.IsAsciiDigit(line[at]) && at - first < 9)
                at++;
            if (at == first || at == line.Length || line[at] is not ('.' or ')'))
                return false;
            number = long.Parse(line.AsSpan(first, at - first), NumberStyles.None, CultureInfo.InvariantCulture);
            at++;
        }

        if (at < line.Length && line[at] is not (' ' or '\t'))
            return false;
        width = at;
        return true;
    }

    private int ReadItem(int line, int end, int strip, int depth, long? number, int width, List<Block> blocks)
    {
        var marker = Indent(_lines[line]);
        var text = new StringBuilder(Strip(_lines[line], strip)[width..].Trim());
        var next = line + 1;
        // Text that goes on: not blank, no block of its own; whether it is indented does not matter.
        while (next < end && !IsBlank(_lines[next]) && !StartsBlock(next, end, strip))
            text.Append('\n').Append(_lines[next++].Trim());
        var after = ChildrenEnd(next, end, marker);
        if (after == next && next < end && text.Length > 0 && text[^1] is ':' or '*' && text.ToString().TrimEnd('*').EndsWith(':') && Fence(_lines[next], out _) > 0)
            after = FenceEnd(next, end);
        var children = new List<Block>();
        if (after > next)
        {
            var first = next;
            while (first < after && IsBlank(_lines[first]))
                first++;
            ReadBlocks(next, after, first < after ? Indent(_lines[first]) : strip, depth + 1, children);
        }

        blocks.Add(new ListItem(line + 1, text.ToString(), number, children));
        return after;
    }

    /// <summary>The line after everything that is indented more than a marker, blank lines at the end left out.</summary>
    private int ChildrenEnd(int line, int end, int marker)
    {
        var after = line;
        while (line < end)
        {
            if (IsBlank(_lines[line]))
            {
                line++;
                continue;
            }

            if (Indent(_lines[line]) <= marker)
                break;
            line = Math.Max(line + 1, FenceEnd(line, end));
            after = line;
        }

        return after;
    }

    private bool StartsBlock(int line, int end, int strip) =>
        Fence(_lines[line], out _) > 0 || IsRule(_lines[line]) || Marker(Strip(_lines[line], strip), out _, out _) || IsTable(line, end);

    private bool IsTable(int line, int end)
    {
        var text = _lines[line].AsSpan().Trim();
        if (text.Length < 2 || !text.Contains('|'))
            return false;
        if (line + 1 < end && IsDashes(_lines[line + 1]))
            return true;
        return text[0] == '|' && text[^1] == '|';
    }

    private static bool IsDashes(string line)
    {
        var trimmed = line.AsSpan().Trim();
        return trimmed.Length >= 3 && trimmed.Contains('|') && trimmed.Contains("--", StringComparison.Ordinal) && trimmed.TrimStart("|-: ").Length == 0;
    }

    private int ReadTable(int line, int end, List<Block> blocks)
    {
        var header = Cells(_lines[line]);
        var rows = new List<TableRow>();
        var next = line + 1;
        if (next < end && IsDashes(_lines[next]))
            next++;
        for (; next < end && !IsBlank(_lines[next]) && _lines[next].Contains('|', StringComparison.Ordinal); next++)
        {
            if (!IsDashes(_lines[next]))
                rows.Add(new TableRow(next + 1, Cells(_lines[next])));
        }

        blocks.Add(new TableBlock(line + 1, header, rows));
        return next;
    }

    private static string[] Cells(string line)
    {
        var text = line.Trim();
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var i = text.StartsWith('|') ? 1 : 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '|')
            {
                cell.Append('|');
                i++;
            }
            else if (text[i] == '|')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(text[i]);
            }
        }

        if (!text.EndsWith('|') || text.EndsWith("\\|", StringComparison.Ordinal))
            cells.Add(cell.ToString().Trim());
        return [.. cells];
    }

    private int ReadParagraph(int line, int end, int strip, int depth, List<Block> blocks)
    {
        var next = line + 1;
        while (next < end && !IsBlank(_lines[next]) && (depth >= DeepestList || !StartsBlock(next, end, strip)))
            next++;
        blocks.Add(new Paragraph(line + 1, string.Join('\n', _lines[line..next].Select(text => Strip(text, strip).TrimEnd())).Trim()));
        return next;
    }

    private sealed class OpenSection(string title, int level, int line)
    {
        public int Level => level;

        public List<Block> Blocks { get; } = [];

        public List<LogSection> Sections { get; } = [];

        public LogSection ToSection() => new(title, level, line, Blocks, Sections);
    }
}
