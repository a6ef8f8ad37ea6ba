namespace Assay.Execution.Diagnosis;

/// <summary>
/// Cuts POSIX shell text at the <c>&amp;&amp;</c> of its top level. It refuses rather than guesses: whatever could be read in two ways, by two shells or
/// by this scanner, is not split.
/// </summary>
internal sealed class ShellChain
{
    // Words that begin a compound command, or belong to one, where a command's name is expected.
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "{", "}", "if", "then", "elif", "else", "fi", "for", "while", "until", "do", "done", "case", "in", "esac", "function", "select", "coproc", "[[", "]]",
    };

    private readonly string _text;
    private readonly List<string> _steps = [];
    private int _position;
    private int _stepStart;

    // What stands directly before: whether a command's first word is expected, and whether the command has one already.
    private bool _commandExpected = true;
    private bool _afterSubshell;

    private ShellChain(string text) => _text = text;

    private char Current => _text[_position];

    /// <summary>
    /// The steps as they stand between the <c>&amp;&amp;</c>, line ends around them included; <see langword="null"/> when the text is not understood
    /// with certainty.
    /// </summary>
    internal static List<string>? Split(string text)
    {
        var trimmed = text.TrimEnd(' ', '\t', '\n');
        // The patterns of a case hold closing brackets without opening ones.
        if (trimmed.Length == 0 || trimmed.AsSpan().IndexOfAny('\0', '\r') >= 0 || trimmed.Contains("esac", StringComparison.Ordinal))
            return null;
        var chain = new ShellChain(trimmed);
        return chain.Scan() ? chain._steps : null;
    }

    /// <summary>A step without the blanks, line ends and continued lines around it.</summary>
    internal static string Trim(ReadOnlySpan<char> step)
    {
        step = step.TrimStart(" \t\n");
        while (step.StartsWith("\\\n"))
            step = step[2..].TrimStart(" \t\n");
        return TrimEnd(step).ToString();
    }

    internal static bool IsName(string text) =>
        !string.IsNullOrEmpty(text) && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private bool Scan()
    {
        while (_position < _text.Length)
        {
            if (!ScanNext())
                return false;
        }

        return EndStep(_text.Length);
    }

    private bool ScanNext()
    {
        switch (Current)
        {
            case ' ' or '\t':
                _position++;
                return true;
            case '\n': // A line end is a blank only where the step has not begun.
                _position++;
                return _commandExpected && _text.AsSpan(_stepStart, _position - _stepStart).IsWhiteSpace();
            case '\\' when Next() == '\n': // A continued line.
                _position += 2;
                return true;
            case '&':
                return Next() == '&' && EndStep(_position) && Begin(_position + 2);
            case '|':
                if (_commandExpected || Next() is '|' or '&')
                    return false;
                _position++;
                ExpectCommand();
                return true;
            case '<' or '>':
                return Redirection();
            case '(':
                return _commandExpected && Subshell();
            case ';' or ')' or '#':
                return false;
            default:
                return Word();
        }
    }

    private char Next() => _position + 1 < _text.Length ? _text[_position + 1] : '\0';

    private void ExpectCommand()
    {
        _commandExpected = true;
        _afterSubshell = false;
    }

    private bool EndStep(int end)
    {
        var raw = _text[_stepStart..end];
        var step = TrimEnd(raw);
        // A backslash left at the end quotes a blank, or would quote what is put behind it.
        if (step.IsEmpty || _commandExpected || step[^1] == '\\')
            return false;
        _steps.Add(raw);
        return true;
    }

    private static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> step)
    {
        while (step.EndsWith("\\\n") || step.EndsWith(" ") || step.EndsWith("\t"))
            step = step.EndsWith("\n") ? step[..^2] : step[..^1];
        return step;
    }

    private bool Begin(int start)
    {
        _position = start;
        _stepStart = start;
        ExpectCommand();
        return true;
    }

    private bool Redirection()
    {
        var first = Current;
        _position++;
        if (_position >= _text.Length)
            return false;
        if (Current is '(' || (first == '<' && Current is '<'))
            return false; // Process substitution, here-document.
        if (Current is '>' or '&' or '|' && !(first == '<' && Current == '|'))
            _position++;
        while (_position < _text.Length && Current is ' ' or '\t')
            _position++;
        if (_position >= _text.Length || Current is '&' or '|' or ';' or '<' or '>' or '(' or ')' or '\n' or '#')
            return false;
        if (!SkipWord(out _))
            return false;
        // "> file" alone is a command as well.
        _commandExpected = false;
        return true;
    }

    private bool Word()
    {
        var start = _position;
        if (!SkipWord(out var plain))
            return false;
        if (_afterSubshell)
        {
            // Only the number of a redirection, as in (a) 2>&1.
            return _position < _text.Length && Current is '<' or '>' && _text.AsSpan(start, _position - start).IndexOfAnyExceptInRange('0', '9') < 0;
        }

        if (!_commandExpected)
            return true;
        var word = _text.AsSpan(start, _position - start);
        if (plain && word is "!")
            return true; // Negation: the command is still to come.
        if (plain && Reserved.Contains(word.ToString()))
            return false;
        // After an assignment reserved words have lost their meaning, and nothing more needs watching.
        _commandExpected = false;
        return true;
    }

    // One word; plain when nothing in it is quoted or expanded.
    private bool SkipWord(out bool plain)
    {
        plain = true;
        while (_position < _text.Length)
        {
            switch (Current)
            {
                case ' ' or '\t' or '\n' or '&' or '|' or ';' or '<' or '>':
                    return true;
                case '(' or ')':
                    return false; // A function, an array, a pattern.
                case '\\':
                    plain = false;
                    if (_position + 1 >= _text.Length || Next() == '\n')
                        return false;
                    _position += 2;
                    break;
                case '\'' or '"' or '`' or '$':
                    plain = false;
                    if (!SkipQuoted())
                        return false;
                    break;
                default:
                    _position++;
                    break;
            }
        }

        return true;
    }

    private bool SkipQuoted() => Current switch
    {
        '\'' => SkipTo('\'', escapes: false),
        '"' => SkipDoubleQuotes(),
        '`' => SkipTo('`', escapes: true),
        _ => SkipDollar(quoted: false),
    };

    private bool SkipTo(char end, bool escapes)
    {
        for (_position++; _position < _text.Length; _position++)
        {
            if (escapes && Current == '\\')
            {
                _position++;
            }
            else if (Current == end)
            {
                _position++;
                return true;
            }
        }

        return false;
    }

    private bool SkipDoubleQuotes()
    {
        _position++;
        while (_position < _text.Length)
        {
            switch (Current)
            {
                case '"':
                    _position++;
                    return true;
                case '\\':
                    _position += 2;
                    break;
                case '`':
                    if (!SkipTo('`', escapes: true))
                        return false;
                    break;
                case '$':
                    if (!SkipDollar(quoted: true))
                        return false;
                    break;
                default:
                    _position++;
                    break;
            }
        }

        return false;
    }

    private bool SkipDollar(bool quoted)
    {
        switch (Next())
        {
            case '(':
                _position++;
                return SkipParentheses();
            case '{':
                return SkipBraces();
            case '\'' or '"' when !quoted:
                return false; // $'…' and $"…" end at different places in different shells.
            default:
                _position++;
                return true;
        }
    }

    // ${name:-value}, as long as the value is plain: quotes in it are read differently from shell to shell.
    private bool SkipBraces()
    {
        for (_position += 2; _position < _text.Length; _position++)
        {
            if (Current == '}')
            {
                _position++;
                return true;
            }

            if (Current is '\'' or '"' or '`' or '\\' or '$' or '{' or '\n')
                return false;
        }

        return false;
    }

    private bool Subshell()
    {
        if (!SkipParentheses())
            return false;
        _commandExpected = false;
        _afterSubshell = true;
        return true;
    }

    // From an opening bracket to its partner. Comments and here-documents could hold a bracket of their own: refused.
    private bool SkipParentheses()
    {
        var depth = 0;
        while (_position < _text.Length)
        {
            switch (Current)
            {
                case '(':
                    depth++;
                    _position++;
                    break;
                case ')':
                    _position++;
                    if (--depth == 0)
                        return true;
                    break;
                case '#' when _text[_position - 1] is ' ' or '\t' or '\n' or '(' or ')' or ';' or '&' or '|':
                    return false;
                case '<' when Next() == '<':
                    return false;
                case '\\':
                    _position += 2;
                    break;
                case '\'' or '"' or '`' or '$':
                    if (!SkipQuoted())
                        return false;
                    break;
                default:
                    _position++;
                    break;
            }
        }

        return false;
    }
}
