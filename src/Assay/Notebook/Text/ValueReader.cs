using System.Buffers;
using System.Text.Encodings.Web;

namespace Assay.Notebook.Text;

/// <summary>
/// Finds the numbers in what people write, and names them by the words around: <c>best AUC 0.72</c>, <c>43 passed</c>, <c>lr=1e-4</c>,
/// <c>EV up to 0.5 at k=8</c>, <c>mean = 0.30 (95% CI [0.29, 0.31])</c>. Text before a colon leads what follows it, and what is
/// indented under it. Numbers that are parts of names, dates, paths and commands are not values.
/// </summary>
internal sealed class ValueReader
{
    private const int LongestLead = 80;
    private const int WordsBehind = 3;
    private const int LongestKey = 200;
    private static readonly SearchValues<char> Signs = SearchValues.Create("0123456789=");

    private readonly string _text;
    private readonly int _line;
    private readonly List<FoundValue> _found = [];
    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);

    private ValueReader(string text, int line)
    {
        _text = text;
        _line = line;
    }

    /// <summary>Finds the values of a text.</summary>
    /// <param name="text">Markdown of any number of lines.</param>
    /// <param name="line">Line of the file it begins in.</param>
    /// <returns>The values, in the order of the text; their keys differ.</returns>
    public static IReadOnlyList<FoundValue> Read(string text, int line)
    {
        // Most sentences of a log hold no digit.
        if (text.AsSpan().IndexOfAnyInRange('0', '9') < 0)
            return [];
        var reader = new ValueReader(text, line);
        reader.ReadLines();
        return reader._found;
    }

    private void ReadLines()
    {
        var leads = new Stack<(int Indent, string Lead)>();
        string? fence = null;
        for (var (start, number) = (0, _line); start < _text.Length; number++)
        {
            var end = _text.IndexOf('\n', start);
            end = end < 0 ? _text.Length : end;
            var line = _text.AsSpan(start, end - start);
            var trimmed = line.Trim();
            if (trimmed.StartsWith("```") || trimmed.StartsWith("~~~"))
                fence = fence is null ? trimmed[3..].Trim('`').ToString().Trim().ToLowerInvariant() : null;
            else if (trimmed.Length > 0 && fence is not ("bash" or "sh" or "shell" or "powershell" or "console" or "cmd" or "zsh" or "nu" or "python"))
                ReadLine(start, end, number, leads);
            start = end + 1;
        }
    }

    private void ReadLine(int start, int end, int number, Stack<(int Indent, string Lead)> leads)
    {
        var (content, indent) = AfterMarker(start, end);
        while (leads.Count > 0 && leads.Peek().Indent >= indent)
            leads.Pop();
        var above = leads.Count == 0 ? "" : string.Join('/', leads.Reverse().Select(lead => lead.Lead));
        var colon = Colon(content, end);
        var rest = colon < 0 ? content : AfterColon(colon, end);
        if (colon >= 0 && rest == end)
        {
            // What is indented under it is named by its words up to the first number.
            var first = Values(content, colon, above, "", number);
            var cut = first < 0 ? colon : first;
            var bracket = _text.AsSpan(content, cut - content).IndexOf('(');
            var lead = Key(_text[content..(bracket > 0 ? content + bracket : cut)]);
            leads.Push((indent, lead.Length > 0 ? lead : Key(_text[content..colon])));
        }
        else
        {
            Values(rest, end, above, colon < 0 ? "" : Key(_text[content..colon]), number);
        }
    }

    private (int Content, int Indent) AfterMarker(int start, int end)
    {
        var at = start;
        while (at < end && char.IsWhiteSpace(_text[at]))
            at++;
        var indent = at - start;
        if (at + 1 < end && _text[at] is '-' or '*' or '+' && _text[at + 1] == ' ')
            return (at + 2, indent);
        var digits = at;
        while (digits < end && char.IsAsciiDigit(_text[digits]))
            digits++;
        return digits > at && digits + 1 < end && _text[digits] is '.' or ')' && _text[digits + 1] == ' ' ? (digits + 2, indent) : (at, indent);
    }

    /// <summary>The colon that ends a lead; −1 when there is none.</summary>
    private int Colon(int start, int end)
    {
        var depth = 0;
        for (var at = start; at < end && at - start <= LongestLead; at++)
        {
            switch (_text[at])
            {
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case '.' when at + 1 < end && _text[at + 1] == ' ':
                    return -1;
                case ':' when depth <= 0 && at > start && (at + 1 == end || _text[at + 1] is ' ' or '*' or '`'):
                    return at;
            }
        }

        return -1;
    }

    private int AfterColon(int colon, int end)
    {
        var at = colon + 1;
        while (at < end && (_text[at] is '*' or '`' || char.IsWhiteSpace(_text[at])))
            at++;
        // A code span begins with its mark.
        return at < end && _text[at - 1] == '`' ? at - 1 : at;
    }

    /// <summary>Takes the values of a part of a line; returns where the first begins, −1 when there is none.</summary>
    private int Values(int start, int end, string above, string lead, int number)
    {
        // Most lines hold neither a number nor something that is set.
        if (_text.AsSpan(start, end - start).IndexOfAny(Signs) < 0)
            return -1;
        var tokens = ValueScanner.Read(_text, start, end);
        var used = new bool[tokens.Count];
        var bases = new Stack<string?>();
        string? last = null;
        var first = -1;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            switch (token.Kind)
            {
                case ValueTokenKind.Open:
                    // What stands in brackets without a name belongs to what stands before them.
                    bases.Push(last ?? ValueWords.Name(Before(tokens, used, i, consume: false)));
                    break;
                case ValueTokenKind.Close:
                    _ = bases.TryPop(out _);
                    break;
                case ValueTokenKind.Number when !IsConfidence(tokens, i) && !IsOrdinal(tokens, i):
                    if (ListEnd(tokens, i) is var listEnd && listEnd > i)
                    {
                        var listName = ValueWords.Name(Before(tokens, used, i, consume: true)) ?? ValueWords.Name(Behind(tokens, used, listEnd));
                        TakeList(Join(above, lead, listName ?? Outer(bases)), tokens, i, listEnd, number);
                        i = listEnd;
                    }
                    else if (last is not null && i > 0 && tokens[i - 1].Kind == ValueTokenKind.Word && Text(tokens[i - 1]) is "±" or "+/-" or "+-")
                    {
                        Take(Join(above, lead, last + "/std"), token, number);
                    }
                    else
                    {
                        var name = ValueWords.Name(Before(tokens, used, i, consume: true)) ?? ValueWords.Name(Behind(tokens, used, i)) ?? Outer(bases);
                        Take(Join(above, lead, name), token, number);
                        last = name;
                    }

                    first = first < 0 ? token.Start : first;
                    break;
                case ValueTokenKind.Range:
                    var range = IsInterval(tokens, i) is { } level
                        ? string.Join('/', new[] { Outer(bases) ?? last, "ci" + level }.OfType<string>())
                        : ValueWords.Name(Before(tokens, used, i, consume: true)) ?? Outer(bases);
                    Take(Join(above, lead, range is null ? "low" : SuffixOf(range, "low")), token.Items![0], number);
                    Take(Join(above, lead, range is null ? "high" : SuffixOf(range, "high")), token.Items[1], number);
                    first = first < 0 ? token.Start : first;
                    break;
                case ValueTokenKind.List:
                    TakeList(Join(above, lead, ValueWords.Name(Before(tokens, used, i, consume: true)) ?? Outer(bases)), token, number);
                    first = first < 0 ? token.Start : first;
                    break;
                case ValueTokenKind.Assignment:
                    if (TakeAssignment(token, above, lead, number))
                        first = first < 0 ? token.Start : first;
                    break;
            }
        }

        return first;
    }

    private static string? Outer(Stack<string?> bases) => bases.FirstOrDefault(name => name is not null);

    // "ci95" and "low" make one part of a key: ci95_low.
    private static string SuffixOf(string name, string end) => name.LastIndexOf('/') is var slash && name[(slash + 1)..].StartsWith("ci", StringComparison.Ordinal) ? $"{name}_{end}" : $"{name}/{end}";

    /// <summary>Words in front of a token, back to the last value, bracket or stop; connecting words at both ends are left out.</summary>
    private List<string> Before(List<ValueToken> tokens, bool[] used, int index, bool consume)
    {
        var words = new List<string>();
        for (var i = index - 1; i >= 0 && tokens[i].Kind == ValueTokenKind.Word && !used[i]; i--)
        {
            words.Add(Text(tokens[i]));
            used[i] |= consume;
        }

        words.Reverse();
        return ValueWords.Trimmed(words);
    }

    /// <summary>Words behind a number: its unit, or what it counts.</summary>
    private List<string> Behind(List<ValueToken> tokens, bool[] used, int index)
    {
        var words = new List<string>();
        for (var i = index + 1; i < tokens.Count && tokens[i].Kind == ValueTokenKind.Word && words.Count < WordsBehind; i++)
        {
            var word = Text(tokens[i]);
            if (words.Count > 0 && ValueWords.IsStop(word))
                break;
            if (words.Count == 0 && ValueWords.IsStop(word) && !word.StartsWith("vs", StringComparison.OrdinalIgnoreCase))
                break;
            words.Add(word switch { "s" => "seconds", "ms" => "milliseconds", "h" => "hours", "min" => "minutes", _ => word });
            used[i] = true;
        }

        return ValueWords.Trimmed(words);
    }

    private string Text(ValueToken token) => _text[token.Start..token.End];

    // The 95 of "95% CI" says how the interval was made.
    private bool IsConfidence(List<ValueToken> tokens, int index) =>
        _text[tokens[index].End - 1] == '%' && index + 1 < tokens.Count && tokens[index + 1].Kind == ValueTokenKind.Word && Text(tokens[index + 1]) is "CI" or "ci" or "CIs" or "confidence" or "interval";

    /// <summary>The level of the confidence interval a range is; null when it is none.</summary>
    private string? IsInterval(List<ValueToken> tokens, int index)
    {
        for (var i = index - 1; i >= 0 && tokens[i].Kind is ValueTokenKind.Word or ValueTokenKind.Number; i--)
        {
            if (tokens[i].Kind == ValueTokenKind.Word && Text(tokens[i]) is "CI" or "ci")
                return i > 0 && tokens[i - 1].Kind == ValueTokenKind.Number && IsConfidence(tokens, i - 1) ? _text[tokens[i - 1].Start..(tokens[i - 1].End - 1)] : "";
        }

        return null;
    }

    private bool IsOrdinal(List<ValueToken> tokens, int index)
    {
        var number = _text.AsSpan(tokens[index].Start, tokens[index].End - tokens[index].Start);
        if (number.IndexOfAnyExceptInRange('0', '9') >= 0)
            return false;
        // "(1)" counts points of a sentence.
        if (index > 0 && index + 1 < tokens.Count && tokens[index - 1].Kind == ValueTokenKind.Open && tokens[index + 1].Kind == ValueTokenKind.Close)
            return true;
        if (number.Length == 4 && number[0] is '1' or '2' && number[1] is '9' or '0' && index > 0 && tokens[index - 1].Kind == ValueTokenKind.Word && Text(tokens[index - 1]) is "in" or "since" or "from" or "to" or "until")
            return true;
        return index > 0 && tokens[index - 1].Kind == ValueTokenKind.Word && ValueWords.IsNumbered(Text(tokens[index - 1]));
    }

    /// <summary>The last of several bare numbers that only commas (and one "and" or "or") part; the index itself when there is but one.</summary>
    private int ListEnd(List<ValueToken> tokens, int index)
    {
        var end = index;
        for (var next = index + 1; next + 1 < tokens.Count; next = end + 1)
        {
            var separated = tokens[next].Kind == ValueTokenKind.Break && _text[tokens[next].Start] == ',';
            if (separated && tokens[next + 1].Kind == ValueTokenKind.Word && next + 2 < tokens.Count && Text(tokens[next + 1]) is "and" or "or")
                next++;
            // The last of a list needs no comma.
            separated |= end > index && tokens[next].Kind == ValueTokenKind.Word && Text(tokens[next]) is "and" or "or";
            if (!separated || tokens[next + 1].Kind != ValueTokenKind.Number || _text[tokens[next + 1].Start] is '+' or '-' || _text[tokens[next + 1].End - 1] == '%')
                break;
            // "8 failed, 25 passed": the next number names something of its own.
            if (next + 2 < tokens.Count && tokens[next + 2].Kind == ValueTokenKind.Word && !ValueWords.IsStop(Text(tokens[next + 2])))
                break;
            end = next + 1;
        }

        return end;
    }

    private bool TakeAssignment(ValueToken token, string above, string lead, int number)
    {
        var name = LogKey.Of(_text[token.Start..(token.ValueStart - 1)]);
        if (name.Length == 0)
            return false;
        if (token.Items is not null)
        {
            TakeList(Join(above, lead, name), token with { Start = token.ValueStart }, number);
            return true;
        }

        var length = ValueScanner.NumberLength(_text.AsSpan(token.ValueStart, token.End - token.ValueStart));
        var whole = length == token.End - token.ValueStart;
        if (whole && ValueWords.IsMeasure(name))
            Take(Join(above, lead, name), new ValueToken(ValueTokenKind.Number, token.ValueStart, token.End, token.ValueStart), number);
        else if (whole)
            Add(Join(above, lead, name), isParam: true, token.ValueStart, length, number);
        else
            AddWord(Join(above, lead, name), token, number);
        return true;
    }

    private void Take(string key, ValueToken token, int number) => Add(key, isParam: false, token.Start, token.End - token.Start, number);

    private void TakeList(string key, ValueToken list, int number) => TakeList(key, list.Items!, number);

    private void TakeList(string key, List<ValueToken> tokens, int first, int last, int number) =>
        TakeList(key, [.. tokens.GetRange(first, last - first + 1).Where(token => token.Kind == ValueTokenKind.Number)], number);

    private void TakeList(string key, IReadOnlyList<ValueToken> items, int number)
    {
        var (start, end) = (items[0].Start, items[^1].End);
        var json = "[" + string.Join(',', items.Select(item => ValueStyle.Json(_text.AsSpan(item.Start, item.End - item.Start)))) + "]";
        _found.Add(new FoundValue(Unique(key), true, double.NaN, json, start, end - start, number, default));
    }

    private void AddWord(string key, ValueToken token, int number)
    {
        var word = _text[token.ValueStart..token.End];
        _found.Add(new FoundValue(Unique(key), true, double.NaN, $"\"{JavaScriptEncoder.Default.Encode(word)}\"", token.ValueStart, word.Length, number, default));
    }

    private void Add(string key, bool isParam, int start, int length, int number)
    {
        var text = _text.AsSpan(start, length);
        var value = ValueStyle.Parse(text);
        if (!double.IsFinite(value))
            return;
        _found.Add(new FoundValue(Unique(key), isParam, value, isParam ? ValueStyle.Json(text) : value.ToString("R", CultureInfo.InvariantCulture), start, length, number, ValueStyle.Of(text)));
    }

    private string Unique(string key)
    {
        if (key.Length > LongestKey)
            key = key[..LongestKey];
        if (_keys.TryAdd(key, 1))
            return key;
        return string.Create(CultureInfo.InvariantCulture, $"{key}/{++_keys[key]}");
    }

    private static string Key(string text) => LogKey.Of(Inline.WithoutMarks(text));

    private static string Join(string above, string lead, string? name)
    {
        var key = above;
        foreach (var part in (ReadOnlySpan<string?>)[lead, name])
        {
            if (!string.IsNullOrEmpty(part))
                key = key.Length == 0 ? part : $"{key}/{part}";
        }

        return key.Length == 0 ? "value" : key;
    }
}
