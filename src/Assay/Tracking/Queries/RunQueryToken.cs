namespace Assay.Tracking.Queries;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>End of the text.</summary>
    End,

    /// <summary>A keyword, a field, a number or a bare value: letters, digits and <c>_ . - / : @</c>.</summary>
    Word,

    /// <summary>A field whose key is quoted: <c>metrics."my key"</c>.</summary>
    QuotedField,

    /// <summary>Text in single quotes.</summary>
    SingleQuoted,

    /// <summary>Text in double quotes: a value, or a name where a field is expected.</summary>
    DoubleQuoted,

    /// <summary>Text in backticks: a name.</summary>
    Backticked,

    /// <summary>An operator, bracket or comma.</summary>
    Symbol,
}

/// <summary>One piece of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, the symbol, the text without quotes, or the part of a field before its quoted key.</param>
/// <param name="Key">The key of a <see cref="TokenKind.QuotedField"/>; otherwise empty.</param>
/// <param name="Offset">Where it begins.</param>
internal readonly record struct RunQueryToken(TokenKind Kind, string Text, string Key, int Offset)
{
    private const int MaxShown = 40;

    /// <summary>Whether it is this keyword, in any case.</summary>
    public bool Is(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is this symbol.</summary>
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    /// <summary>The token for a message.</summary>
    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.QuotedField => $"'{Short(Text)}.\"{Short(Key)}\"'",
        TokenKind.SingleQuoted or TokenKind.DoubleQuoted or TokenKind.Backticked => $"the text '{Short(Text)}'",
        _ => $"'{Short(Text)}'",
    };

    private static string Short(string text) => text.Length <= MaxShown ? text : text[..MaxShown] + "…";
}
