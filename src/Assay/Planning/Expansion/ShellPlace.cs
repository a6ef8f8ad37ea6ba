namespace Assay.Planning.Expansion;

/// <summary>Where in a shell command a value is inserted, which decides how it is quoted.</summary>
internal enum ShellPlace
{
    /// <summary>Outside quotes: the value becomes one quoted word, or a part of one.</summary>
    Word,

    /// <summary>Between double quotes of the command.</summary>
    DoubleQuotes,

    /// <summary>Between single quotes of the command.</summary>
    SingleQuotes,

    /// <summary>In a comment, where only a line break could do harm.</summary>
    Comment,

    /// <summary>After a backslash or caret, which would take the value's quote away.</summary>
    AfterEscape,

    /// <summary>Inside backquotes.</summary>
    Backquotes,

    /// <summary>Inside the shell's own <c>${…}</c>.</summary>
    Expansion,

    /// <summary>Inside <c>$'…'</c>.</summary>
    DollarQuotes,

    /// <summary>In the body of a here-document.</summary>
    HereDocument,
}
