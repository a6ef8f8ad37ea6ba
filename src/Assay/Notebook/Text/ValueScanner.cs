namespace Assay.Notebook.Text;

/// <summary>Cuts a line into words, numbers, assignments, ranges and lists. One pass, linear in the line's length.</summary>
internal ref struct ValueScanner
{
    private readonly ReadOnlySpan<char> _text;
    private readonly int _end;
    private readonly List<ValueToken> _tokens = [];
    private int _at;

    private ValueScanner(ReadOnlySpan<char> text, int start, int end)
    {
        _text = text;
        _at = start;
        _end = end;
    }

    /// <summary>Reads the tokens of a part of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="end">Where to end.</param>
    /// <returns>The tokens, in order.</returns>
    public static List<ValueToken> Read(ReadOnlySpan<char> text, int start, int end)
    {
        var scanner = new ValueScanner(text, start, end);
        while (scanner._at < end)
            scanner.Next();
        return scanner._tokens;
    }

    /// <summary>Length of a number at a place; 0 when there is none. Sign, digits with commas, point, exponent, percent.</summary>
    public static int NumberLength(ReadOnlySpan<char> text)
    {
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var first = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        var digits = at - first;
        while (digits is > 0 and <= 3 && at + 3 < text.Length && text[at] == ',' && IsGroup(text[at..]))
            at += 4;
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
                digits++;
        }

        if (digits == 0)
            return 0;
        if (at + 1 < text.Length && text[at] is 'e' or 'E')
        {
            var exponent = at + 1;
            if (text[exponent] is '+' or '-')
                exponent++;
            var start = exponent;
            while (exponent < text.Length && char.IsAsciiDigit(text[exponent]) && exponent - start < 4)
                exponent++;
            if (exponent > start)
                at = exponent;
        }

        return at < text.Length && text[at] == '%' ? at + 1 : at;
    }

    private static bool IsGroup(ReadOnlySpan<char> text) =>
        char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2]) && char.IsAsciiDigit(text[3]) && !(text.Length > 4 && char.IsAsciiDigit(text[4]));

    private void Next()
    {
        var letter = _text[_at];
        switch (letter)
        {
            case '(':
                Add(ValueTokenKind.Open, 1);
                break;
            case ')':
                Add(ValueTokenKind.Close, 1);
                break;
            case ',' or ';' or '|' or '\n':
                Add(ValueTokenKind.Break, 1);
                break;
            case '`' when CommandLength() is > 0 and var length:
                _at += length;
                break;
            case '[' or '{' when Group() is { } group:
                _tokens.Add(group);
                _at = group.End;
                break;
            case '.' or '!' or '?' or ':' when _at + 1 == _end || _text[_at + 1] is ' ' or '`' or ')' or '*' or '"':
                Add(ValueTokenKind.Break, 1);
                break;
            default:
                if (char.IsWhiteSpace(letter) || letter is '`' or '*' or '"' or '~' or '[' or ']' or '{' or '}')
                    _at++;
                else
                    Piece();
                break;
        }
    }

    private void Add(ValueTokenKind kind, int length)
    {
        _tokens.Add(new ValueToken(kind, _at, _at + length, _at));
        _at += length;
    }

    /// <summary>Length of a code span that is a command or a path: its numbers are arguments, not results. 0 for any other.</summary>
    private readonly int CommandLength()
    {
        var close = _text[(_at + 1).._end].IndexOf('`');
        if (close <= 0)
            return 0;
        var code = _text.Slice(_at + 1, close);
        return code.Contains(" -", StringComparison.Ordinal) || (code.Contains('/') && !code.Contains('=')) || code.Contains('\\') ? close + 2 : 0;
    }

    /// <summary>A bracket that holds nothing but numbers: two are a range, others a list.</summary>
    private readonly ValueToken? Group() => Group(_at);

    private readonly ValueToken? Group(int open)
    {
        var close = _text[open] == '[' ? ']' : '}';
        var items = new List<ValueToken>();
        for (var at = open + 1; at < _end;)
        {
            if (_text[at] == close)
            {
                return items.Count == 0 ? null
                    : new ValueToken(items.Count == 2 && close == ']' ? ValueTokenKind.Range : ValueTokenKind.List, open, at + 1, open) { Items = items };
            }

            if (_text[at] is ' ' or ',' or '`')
            {
                at++;
                continue;
            }

            // Inside a list a comma parts items, it does not group digits.
            var length = NumberLength(Upto(at, ','));
            if (length == 0 || (at + length < _end && _text[at + length] is not (' ' or ',' or ']' or '}' or '`')))
                return null;
            items.Add(new ValueToken(ValueTokenKind.Number, at, at + length, at));
            at += length;
        }

        return null;
    }

    private readonly ReadOnlySpan<char> Upto(int start, char stop)
    {
        var rest = _text[start.._end];
        var at = rest.IndexOf(stop);
        return at < 0 ? rest : rest[..at];
    }

    /// <summary>A run of characters without blanks and brackets.</summary>
    private void Piece()
    {
        var start = _at;
        var end = start;
        while (end < _end && !char.IsWhiteSpace(_text[end]) && _text[end] is not ('(' or ')' or '`' or ',' or ';' or '|' or '[' or ']' or '{' or '}' or '"' or '*'))
            end++;
        // A comma may group digits.
        var number = NumberLength(_text[start.._end]);
        if (number > end - start)
            end = start + number;
        // The sentence's own punctuation.
        while (end - 1 > start && _text[end - 1] is '.' or ':' or '!' or '?')
            end--;
        var piece = _text[start..end];
        if (piece is "-" or "–" or "—" or "·")
        {
            _tokens.Add(new ValueToken(ValueTokenKind.Break, start, end, start));
        }
        else if (Assignment(start, end) is { } assignment)
        {
            _tokens.Add(assignment);
            end = assignment.End;
        }
        else if (number > 0 && IsNumber(piece, number))
        {
            _tokens.Add(new ValueToken(ValueTokenKind.Number, start, start + number, start));
            if (number < piece.Length)
                _tokens.Add(new ValueToken(ValueTokenKind.Word, start + number, end, start + number));
        }
        else if (number > 0 && Span(start, end, number) is { } span)
        {
            _tokens.Add(span);
        }
        else
        {
            _tokens.Add(new ValueToken(ValueTokenKind.Word, start, end, start));
        }

        _at = Math.Max(end, start + 1);
    }

    // A number, perhaps with a unit: "5.10s" is one, "20M" and "4-head" are names.
    private static bool IsNumber(ReadOnlySpan<char> piece, int number) => piece[number..] is "" or "s" or "ms" or "x" or "×" or "MB" or "GB" or "kB" or "h" or "min";

    /// <summary>Two numbers joined by a dash: <c>0.08-0.15</c>.</summary>
    private readonly ValueToken? Span(int start, int end, int first)
    {
        if (start + first >= end || _text[start + first] is not ('-' or '–') || _text[start] == '-')
            return null;
        var second = start + first + 1;
        var length = NumberLength(_text[second..end]);
        if (length == 0 || second + length != end || _text[second] is '+' or '-')
            return null;
        return new ValueToken(ValueTokenKind.Range, start, end, start)
        {
            Items = [new ValueToken(ValueTokenKind.Number, start, start + first, start), new ValueToken(ValueTokenKind.Number, second, end, second)],
        };
    }

    /// <summary>A key set to a value without blanks; a list may follow behind the "=".</summary>
    private readonly ValueToken? Assignment(int start, int end)
    {
        var sign = _text[start..end].IndexOf('=');
        if (sign <= 0 || !char.IsLetter(_text[start]) && _text[start] != '_')
            return null;
        var value = start + sign + 1;
        foreach (var letter in _text.Slice(start, sign))
        {
            if (!char.IsLetterOrDigit(letter) && letter is not ('_' or '.' or '-' or '/'))
                return null;
        }

        if (value == end)
        {
            if (value >= _end || _text[value] is not ('[' or '{') || Group(value) is not { } group)
                return null;
            return new ValueToken(ValueTokenKind.Assignment, start, group.End, value) { Items = group.Items };
        }

        return _text[value] is '=' or '>' or '<' ? null : new ValueToken(ValueTokenKind.Assignment, start, end, value);
    }
}
