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

    // A text with fewer is read at once.
    private const int ManyHeadings = 512;
    private static readonly IReadOnlyList<Block> NoBlocks = [];
    private readonly string _text;
    // Lines are looked at where they stand; only what a block says is copied.
    private readonly (int Start, int Length)[] _lines;
    private readonly StringBuilder _joined = new();

    private BlockReader(string text)
    {
        _text = text;
        _lines = new (int, int)[text.AsSpan().Count('\n') + 1];
        var start = 0;
        for (var i = 0; i < _lines.Length; i++)
        {
            var length = text.AsSpan(start).IndexOf('\n');
            _lines[i] = (start, length < 0 ? text.Length - start : length);
            start += length + 1;
        }
    }

    // Of the same text, for another thread.
    private BlockReader(BlockReader other) => (_text, _lines) = (other._text, other._lines);

    /// <summary>Reads a text.</summary>
    /// <param name="text">Markdown; any line ends.</param>
    /// <returns>The root section.</returns>
    public static LogSection Read(string text)
    {
        if (text.Contains('\r', StringComparison.Ordinal))
            text = text.ReplaceLineEndings("\n");
        return new BlockReader(text).ReadSections();
    }

    private ReadOnlySpan<char> Line(int line) => _text.AsSpan(_lines[line].Start, _lines[line].Length);

    /// <summary>Lines without so much indentation and without blanks at their ends; those of code keep empty lines around them.</summary>
    private string Join(int line, int end, int strip, bool isCode)
    {
        if (end == line + 1)
            return (isCode ? Strip(Line(line), strip).TrimEnd() : Strip(Line(line), strip).Trim()).ToString();
        _joined.Clear();
        for (var i = line; i < end; i++)
            _joined.Append(i == line ? "" : "\n").Append(Strip(Line(i), strip).TrimEnd());
        return isCode ? _joined.ToString() : _joined.ToString().Trim();
    }

    /// <summary>The text of an item: behind its marker, and the lines that go on with it.</summary>
    private string ItemText(ReadOnlySpan<char> first, int line, int end)
    {
        if (line == end)
            return first.ToString();
        _joined.Clear().Append(first);
        for (var i = line; i < end; i++)
            _joined.Append('\n').Append(Line(i).Trim());
        return _joined.ToString();
    }

    private LogSection ReadSections()
    {
        // A heading's line, and the lines below it up to the next; what stands before the first has the line before the text.
        var headings = new List<(int Line, int End)>();
        for (int heading = -1, next = 0; heading < _lines.Length; heading = next, next++)
        {
            while (next < _lines.Length && Heading(Line(next)) == 0)
                next = FenceEnd(next, 0) is var end && end > next ? end : next + 1;
            headings.Add((heading, next));
            if (next == _lines.Length)
                break;
        }

        // Of a long text few blocks are looked at more than once: they are read when they are asked for.
        var isLong = headings.Count >= ManyHeadings;
        var open = new Stack<OpenSection>();
        open.Push(new OpenSection("", 0, 0, BlocksOf(0)));
        for (var i = 1; i < headings.Count; i++)
        {
            var line = headings[i].Line;
            var level = Heading(Line(line));
            while (open.Peek().Level >= level)
                Close(open);
            open.Push(new OpenSection(Title(Line(line)), level, line + 1, BlocksOf(i)));
        }

        while (open.Count > 1)
            Close(open);
        return open.Pop().ToSection();

        IReadOnlyList<Block> BlocksOf(int heading)
        {
            var (first, end) = (headings[heading].Line + 1, headings[heading].End);
            return isLong ? new SectionBlocks(_text, First(first), First(end) - First(first), () => new BlockReader(this).ReadBlocks(first, end)) : ReadBlocks(first, end);
        }
    }

    // Where a line begins; the text's end for the line behind the last.
    private int First(int line) => line < _lines.Length ? _lines[line].Start : _text.Length;

    private List<Block> ReadBlocks(int first, int end)
    {
        var blocks = new List<Block>();
        ReadBlocks(first, end, 0, 0, blocks);
        return blocks;
    }

    private static void Close(Stack<OpenSection> open)
    {
        var section = open.Pop().ToSection();
        open.Peek().Sections.Add(section);
    }

    /// <summary>Level of a heading line; 0 when it is none.</summary>
    private static int Heading(ReadOnlySpan<char> line)
    {
        var indent = Indent(line);
        if (indent > 3 || indent == line.Length || line[indent] != '#')
            return 0;
        var end = indent;
        while (end < line.Length && line[end] == '#')
            end++;
        return end - indent <= 6 && end < line.Length && line[end] is ' ' or '\t' ? end - indent : 0;
    }

    // Closing marks stand behind a blank: "C#" keeps its own.
    private static string Title(ReadOnlySpan<char> line)
    {
        var title = line.Trim().TrimStart('#').Trim();
        var open = title.TrimEnd('#');
        return (open.Length == 0 || char.IsWhiteSpace(open[^1]) ? open.TrimEnd() : title).ToString();
    }

    private static int Indent(ReadOnlySpan<char> line)
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

    private static bool IsBlank(ReadOnlySpan<char> line) => Indent(line) == int.MaxValue;

    /// <summary>The line without at most so many columns of indentation.</summary>
    private static ReadOnlySpan<char> Strip(ReadOnlySpan<char> line, int columns)
    {
        var at = 0;
        while (at < line.Length && columns > 0 && line[at] is ' ' or '\t' or '\u00A0')
            columns -= line[at++] == '\t' ? 4 : 1;
        return line[at..];
    }

    /// <summary>Number of marks that open a fence on a line; 0 when none does.</summary>
    private static int Fence(ReadOnlySpan<char> line, out char mark)
    {
        var trimmed = line.TrimStart();
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
        var count = Fence(Line(line), out var mark);
        if (count == 0)
            return line;
        var last = limit == 0 ? _lines.Length : limit;
        for (var end = line + 1; end < last; end++)
        {
            if (IsClosing(Line(end), mark, count))
                return end + 1;
        }

        for (var end = line + 1; end < last; end++)
        {
            if (Heading(Line(end)) > 1)
                return end;
        }

        return last;
    }

    private static bool IsClosing(ReadOnlySpan<char> line, char mark, int count)
    {
        var trimmed = line.Trim();
        return trimmed.Length >= count && trimmed.TrimStart(mark).Length == 0;
    }

    private void ReadBlocks(int start, int end, int strip, int depth, List<Block> blocks)
    {
        var line = start;
        while (line < end)
        {
            if (IsBlank(Line(line)) || IsRule(Line(line)))
                line++;
            else if (Fence(Line(line), out _) > 0)
                line = ReadFence(line, end, blocks);
            else if (depth < DeepestList && Marker(Strip(Line(line), strip), out var number, out var width))
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
        var count = Fence(Line(line), out var mark);
        var closed = after > line + 1 && IsClosing(Line(after - 1), mark, count);
        var indent = Indent(Line(line));
        var text = Join(line + 1, closed ? after - 1 : after, indent, isCode: true);
        blocks.Add(new CodeBlock(line + 1, Line(line).Trim().TrimStart(mark).Trim().ToString(), closed ? text : text.TrimEnd('\n')));
        return after;
    }

    private static bool IsRule(ReadOnlySpan<char> line)
    {
        var trimmed = line.Trim();
        return trimmed.Length >= 3 && trimmed[0] is '-' or '*' or '_' && trimmed.TrimStart(trimmed[0]).Length == 0;
    }

    /// <summary>Whether a line begins a list item; its number, and the width of its marker.</summary>
    private static bool Marker(ReadOnlySpan<char> line, out long? number, out int width)
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
            number = long.Parse(line.Slice(first, at - first), NumberStyles.None, CultureInfo.InvariantCulture);
            at++;
        }

        if (at < line.Length && line[at] is not (' ' or '\t'))
            return false;
        width = at;
        return true;
    }

    private int ReadItem(int line, int end, int strip, int depth, long? number, int width, List<Block> blocks)
    {
        var marker = Indent(Line(line));
        var next = line + 1;
        // Text that goes on: not blank, no block of its own; whether it is indented does not matter.
        while (next < end && !IsBlank(Line(next)) && !StartsBlock(next, end, strip))
            next++;
        var text = ItemText(Strip(Line(line), strip)[width..].Trim(), line + 1, next);
        var after = ChildrenEnd(next, end, marker);
        if (after == next && next < end && text.Length > 0 && text[^1] is ':' or '*' && text.TrimEnd('*').EndsWith(':') && Fence(Line(next), out _) > 0)
            after = FenceEnd(next, end);
        List<Block>? children = null;
        if (after > next)
        {
            children = [];
            var first = next;
            while (first < after && IsBlank(Line(first)))
                first++;
            ReadBlocks(next, after, first < after ? Indent(Line(first)) : strip, depth + 1, children);
        }

        blocks.Add(new ListItem(line + 1, text, number, children ?? NoBlocks));
        return after;
    }

    /// <summary>The line after everything that is indented more than a marker, blank lines at the end left out.</summary>
    private int ChildrenEnd(int line, int end, int marker)
    {
        var after = line;
        while (line < end)
        {
            if (IsBlank(Line(line)))
            {
                line++;
                continue;
            }

            if (Indent(Line(line)) <= marker)
                break;
            line = Math.Max(line + 1, FenceEnd(line, end));
            after = line;
        }

        return after;
    }

    private bool StartsBlock(int line, int end, int strip) =>
        Fence(Line(line), out _) > 0 || IsRule(Line(line)) || Marker(Strip(Line(line), strip), out _, out _) || IsTable(line, end);

    private bool IsTable(int line, int end)
    {
        var text = Line(line).Trim();
        if (text.Length < 2 || !text.Contains('|'))
            return false;
        if (line + 1 < end && IsDashes(Line(line + 1)))
            return true;
        return text[0] == '|' && text[^1] == '|';
    }

    private static bool IsDashes(ReadOnlySpan<char> line)
    {
        var trimmed = line.Trim();
        return trimmed.Length >= 3 && trimmed.Contains('|') && trimmed.Contains("--", StringComparison.Ordinal) && trimmed.TrimStart("|-: ").Length == 0;
    }

    private int ReadTable(int line, int end, List<Block> blocks)
    {
        var header = Cells(Line(line).ToString());
        var rows = new List<TableRow>();
        var next = line + 1;
        if (next < end && IsDashes(Line(next)))
            next++;
        for (; next < end && !IsBlank(Line(next)) && Line(next).Contains('|'); next++)
        {
            if (!IsDashes(Line(next)))
                rows.Add(new TableRow(next + 1, Cells(Line(next).ToString())));
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
        while (next < end && !IsBlank(Line(next)) && (depth >= DeepestList || !StartsBlock(next, end, strip)))
            next++;
        blocks.Add(new Paragraph(line + 1, Join(line, next, strip, isCode: false)));
        return next;
    }

    private sealed class OpenSection(string title, int level, int line, IReadOnlyList<Block> blocks)
    {
        public int Level => level;

        public List<LogSection> Sections { get; } = [];

        public LogSection ToSection() => new(title, level, line, blocks, Sections);
    }
}
