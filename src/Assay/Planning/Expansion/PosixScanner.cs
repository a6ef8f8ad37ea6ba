namespace Assay.Planning.Expansion;

/// <summary>
/// Follows the literal text of a <c>/bin/sh</c> command and knows, at each value, which quotes are open. Source: POSIX.1-2024,
/// Shell Command Language, section 2.2 (Quoting) and 2.6 (Word Expansions). It follows quotes, not grammar: an unbalanced
/// <c>)</c> of a <c>case</c> pattern inside <c>$(…)</c> is taken for its end.
/// </summary>
internal sealed class PosixScanner
{
    private readonly Stack<Frame> _frames = new([new Frame(ShellPlace.Word)]);
    private bool _escaped;
    private bool _hereDocumentFollows;
    private bool _inHereDocument;
    private char _previous = '\n';

    public ShellPlace Place
    {
        get
        {
            if (_inHereDocument)
                return ShellPlace.HereDocument;
            if (_escaped)
                return ShellPlace.AfterEscape;
            // What surrounds matters too: quotes inside backquotes or ${…} are read by other rules.
            foreach (var outer in _frames)
            {
                if (outer.Place is ShellPlace.Backquotes or ShellPlace.Expansion)
                    return outer.Place;
            }

            return _frames.Peek().Place;
        }
    }

    /// <summary>A value was inserted.</summary>
    public void ReadValue()
    {
        _previous = 'x';
        _escaped = false;
    }

    /// <summary>Reads one literal character of the command.</summary>
    public void Read(char c)
    {
        if (_inHereDocument)
            return;
        var frame = _frames.Peek();
        var isItself = _escaped || frame.Place == ShellPlace.SingleQuotes;
        if (_escaped)
            _escaped = false;
        else
            Read(c, frame);
        _previous = isItself ? 'x' : c;
    }

    private void Read(char c, Frame frame)
    {
        switch (frame.Place)
        {
            case ShellPlace.SingleQuotes:
                PopOn('\'', c);
                break;
            case ShellPlace.Comment:
                if (PopOn('\n', c))
                    _inHereDocument = _hereDocumentFollows;
                break;
            case ShellPlace.DollarQuotes:
                if (!PopOn('\'', c))
                    _escaped = c == '\\';
                break;
            case ShellPlace.DoubleQuotes:
                if (!PopOn('"', c))
                    ReadExpansion(c);
                break;
            case ShellPlace.Backquotes:
                if (!PopOn('`', c))
                    _escaped = c == '\\';
                break;
            case ShellPlace.Expansion:
                if (!PopOn('}', c))
                    ReadQuote(c);
                break;
            default:
                ReadWord(c, frame);
                break;
        }
    }

    private void ReadWord(char c, Frame frame)
    {
        if (c == '#' && (char.IsWhiteSpace(_previous) || _previous is ';' or '&' or '|' or '('))
            _frames.Push(new Frame(ShellPlace.Comment));
        else if (c == '\n' && _hereDocumentFollows)
            _inHereDocument = true;
        else if (c == '<' && _previous == '<' && !frame.IsArithmetic)
            _hereDocumentFollows = true;
        else if (c == '(' && _previous != '$')
            frame.Open(isArithmetic: _previous == '(' && _frames.Count > 1);
        else if (c == ')' && frame.Parentheses > 0)
            frame.Close();
        else if (c == ')' && _frames.Count > 1)
            _frames.Pop();
        else
            ReadQuote(c);
    }

    private void ReadQuote(char c)
    {
        if (c == '\'')
            _frames.Push(new Frame(_previous == '$' ? ShellPlace.DollarQuotes : ShellPlace.SingleQuotes));
        else if (c == '"')
            _frames.Push(new Frame(ShellPlace.DoubleQuotes));
        else
            ReadExpansion(c);
    }

    private void ReadExpansion(char c)
    {
        if (c == '\\')
            _escaped = true;
        else if (c == '`')
            _frames.Push(new Frame(ShellPlace.Backquotes));
        else if (_previous == '$' && c == '(')
            _frames.Push(new Frame(ShellPlace.Word));
        else if (_previous == '$' && c == '{')
            _frames.Push(new Frame(ShellPlace.Expansion));
    }

    private bool PopOn(char end, char c)
    {
        if (c != end)
            return false;
        _frames.Pop();
        return true;
    }

    private sealed class Frame(ShellPlace place)
    {
        public ShellPlace Place { get; } = place;

        /// <summary>Open parentheses inside this frame.</summary>
        public int Parentheses { get; private set; }

        /// <summary>Whether this is <c>$((…))</c>, where <c>&lt;&lt;</c> is a shift.</summary>
        public bool IsArithmetic { get; private set; }

        public void Open(bool isArithmetic)
        {
            IsArithmetic |= isArithmetic && Parentheses == 0;
            Parentheses++;
        }

        public void Close() => Parentheses--;
    }
}
