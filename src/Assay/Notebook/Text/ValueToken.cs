namespace Assay.Notebook.Text;

/// <summary>What a piece of a line is to the value reader.</summary>
internal enum ValueTokenKind
{
    /// <summary>A word, a name, a path: text that may name a number.</summary>
    Word,

    /// <summary>A number by itself.</summary>
    Number,

    /// <summary>A key set to a value without blanks, e.g. <c>lr=0.1</c>.</summary>
    Assignment,

    /// <summary>Two numbers in brackets or joined by a dash.</summary>
    Range,

    /// <summary>Several numbers that belong together.</summary>
    List,

    /// <summary>A comma, semicolon, full stop or dash: names do not reach over it.</summary>
    Break,

    /// <summary>An opening bracket.</summary>
    Open,

    /// <summary>A closing bracket.</summary>
    Close,
}

/// <summary>A piece of a line.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends.</param>
/// <param name="ValueStart">Where its value begins: of an assignment behind the "=", else <paramref name="Start"/>.</param>
internal readonly record struct ValueToken(ValueTokenKind Kind, int Start, int End, int ValueStart)
{
    /// <summary>The numbers of a range or list; null otherwise.</summary>
    public IReadOnlyList<ValueToken>? Items { get; init; }
}
