namespace Assay.Tracking.Queries;

/// <summary>Cuts a query into tokens, one at a time.</summary>
internal sealed class RunQueryLexer(string text)
{
    private static readonly string[] Symbols = ["!=", "<>", "<=", ">=", "==", "=", "<", ">", "(", ")", ","];
    private int _position;

    /// <summary>Whether a character may stand in a word; a key made of others is quoted.</summary>
    public static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or '/' or ':' or '@';

    /// <summary>The next token; the end again and again once it is reached.</summary>
    /// <exception cref="RunQueryException">No token begins here, or a quote is not closed.</exception>
    public RunQueryToken Next()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
            _position++;
        var start = _position;
        if (start == text.Length)
            return new(TokenKind.End, "", "", start);
        var c = text[start];
        if (c is '\'' or '"' or '`')
            return new(c switch { '\'' => TokenKind.SingleQuoted, '"' => TokenKind.DoubleQuoted, _ => TokenKind.Backticked }, Quoted(), "", start);
        if (IsWordCharacter(c) || c == '+')
            return Word();
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, start, symbol, 0, symbol.Length) == 0)
            {
                _position += symbol.Length;
                return new(TokenKind.Symbol, symbol == "==" ? "=" : symbol, "", start);
            }
        }
        var found = char.IsControl(c) || char.IsSurrogate(c) ? $"the character U+{(int)c:X4}" : $"'{c}'";
        throw new RunQueryException(text, start, $"found {found}, expected a name, a value, an operator or a bracket; text with other characters is quoted.");
    }

    private RunQueryToken Word()
    {
        var start = _position++;
        while (_position < text.Length && (IsWordCharacter(text[_position]) || IsExponentSign()))
            _position++;
        var word = text[start.._position];
        if (word.EndsWith('.') && _position < text.Length && text[_position] is '"' or '`')
            return new(TokenKind.QuotedField, word[..^1], Quoted(), start);
        return new(TokenKind.Word, word, "", start);

        // The plus of 1e+5.
        bool IsExponentSign() => text[_position] == '+' && text[_position - 1] is 'e' or 'E' && (char.IsAsciiDigit(text[start]) || text[start] is '-' or '+' or '.');
    }

    // A doubled quote stands for one.
    private string Quoted()
    {
        var (start, quote) = (_position, text[_position]);
        var content = new StringBuilder();
        for (_position++; _position < text.Length; _position++)
        {
            var c = text[_position];
            if (c == '\0')
                throw new RunQueryException(text, _position, "found the character U+0000, which no stored text holds.");
            if (c == quote)
            {
                if (_position + 1 == text.Length || text[_position + 1] != quote)
                {
                    _position++;
                    return content.ToString();
                }
                _position++;
            }
            content.Append(c);
        }
        throw new RunQueryException(text, start, $"the quote {quote} that opens here is never closed.");
    }
}
