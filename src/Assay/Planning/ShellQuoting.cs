namespace Assay.Planning;

/// <summary>Quotes words so that a shell, or a program's start-up code, reads back exactly the word.</summary>
public static class ShellQuoting
{
    // Characters that sh, and cmd.exe, treat as themselves anywhere in a command, even where its first word stands.
    private const string PosixSafe = "_@%+:,./-";
    private const string CmdSafe = "_+:./\\-";

    /// <summary>One word for <c>/bin/sh</c>, in single quotes when it needs any.</summary>
    /// <param name="word">Any text without U+0000; the empty word becomes <c>''</c>.</param>
    /// <returns>The word as it stands in a command.</returns>
    /// <exception cref="ArgumentException">The word holds U+0000, which no process argument can.</exception>
    public static string Posix(string word)
    {
        RefuseNul(word);
        return IsSafe(word, PosixSafe) ? word : $"'{PosixInSingleQuotes(word)}'";
    }

    /// <summary>Words joined to a command line for <c>/bin/sh</c>.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <returns>The command line.</returns>
    /// <exception cref="ArgumentException">A word holds U+0000.</exception>
    public static string PosixCommandLine(IEnumerable<string> words) => string.Join(' ', words.Select(Posix));

    /// <summary>One argument for a Windows command line, as the Microsoft C runtime takes it apart; no shell is involved.</summary>
    /// <param name="argument">Any text without U+0000.</param>
    /// <returns>The argument, in double quotes when it needs any.</returns>
    /// <exception cref="ArgumentException">The argument holds U+0000.</exception>
    public static string WindowsArgument(string argument)
    {
        RefuseNul(argument);
        return argument.Length > 0 && !argument.AsSpan().ContainsAny(" \t\n\v\"") ? argument : InWindowsQuotes(argument);
    }

    /// <summary>Arguments joined to a Windows command line; no shell is involved.</summary>
    /// <param name="arguments">The program and its arguments.</param>
    /// <returns>The command line.</returns>
    /// <exception cref="ArgumentException">An argument holds U+0000.</exception>
    public static string WindowsCommandLine(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(WindowsArgument));

    /// <summary>
    /// One word for <c>cmd.exe /c</c>: quoted as <see cref="WindowsArgument"/> does, then a caret before every character that cmd
    /// would act on, the quotes included, so that cmd never sees itself inside quotes.
    /// </summary>
    /// <param name="word">Any text without U+0000 and line breaks.</param>
    /// <returns>The word as it stands in a command.</returns>
    /// <exception cref="ArgumentException">The word holds U+0000 or a line break, which cmd cannot take in a command.</exception>
    public static string Cmd(string word)
    {
        RefuseNul(word);
        if (word.AsSpan().ContainsAny('\n', '\r'))
            throw new ArgumentException("cmd.exe cannot take a line break in a command.", nameof(word));
        if (IsSafe(word, CmdSafe))
            return word;
        var text = new StringBuilder();
        foreach (var c in InWindowsQuotes(word))
        {
            if (c is '(' or ')' or '%' or '!' or '^' or '"' or '<' or '>' or '&' or '|')
                text.Append('^');
            text.Append(c);
        }

        return text.ToString();
    }

    /// <summary>Text for between single quotes that the command already has.</summary>
    internal static string PosixInSingleQuotes(string text) => text.Replace("'", @"'\''", StringComparison.Ordinal);

    /// <summary>Text for between double quotes that the command already has.</summary>
    internal static string PosixInDoubleQuotes(string text)
    {
        var quoted = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '"' or '$' or '`')
                quoted.Append('\\');
            quoted.Append(c);
        }

        return quoted.ToString();
    }

    private static bool IsSafe(string word, string marks) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || marks.Contains(c, StringComparison.Ordinal));

    // Backslashes are themselves, except before a quote: there each is doubled, and the quote gets one of its own.
    private static string InWindowsQuotes(string argument)
    {
        var text = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var c in argument)
        {
            if (c == '\\')
            {
                backslashes++;
                continue;
            }

            text.Append('\\', c == '"' ? (2 * backslashes) + 1 : backslashes).Append(c);
            backslashes = 0;
        }

        return text.Append('\\', 2 * backslashes).Append('"').ToString();
    }

    private static void RefuseNul(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A command cannot hold U+0000.", nameof(word));
    }
}
