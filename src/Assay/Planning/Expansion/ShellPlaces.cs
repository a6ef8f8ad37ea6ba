namespace Assay.Planning.Expansion;

/// <summary>The place of each part of a shell command, and how a value is written there.</summary>
internal sealed class ShellPlaces
{
    private readonly CommandShell _shell;
    private readonly ShellPlace[] _places;

    private ShellPlaces(CommandShell shell, ShellPlace[] places)
    {
        _shell = shell;
        _places = places;
    }

    public static ShellPlaces Posix(IReadOnlyList<TemplatePart> parts)
    {
        var scanner = new PosixScanner();
        return new(CommandShell.Posix, Places(parts, scanner.Read, () => scanner.Place, scanner.ReadValue));
    }

    public static ShellPlaces Cmd(IReadOnlyList<TemplatePart> parts)
    {
        var (inQuotes, escaped) = (false, false);
        return new(CommandShell.WindowsCmd, Places(parts, Read, Place, () => escaped = false));

        void Read(char c)
        {
            if (escaped)
                escaped = false;
            else if (c == '"')
                inQuotes = !inQuotes;
            else
                escaped = c == '^' && !inQuotes;
        }

        ShellPlace Place() => escaped ? ShellPlace.AfterEscape : inQuotes ? ShellPlace.DoubleQuotes : ShellPlace.Word;
    }

    /// <summary>The value as the shell must see it at that part.</summary>
    /// <param name="part">Index of the part.</param>
    /// <param name="value">Any text without U+0000.</param>
    /// <param name="fault">Why the value cannot stand there; <see langword="null"/> when it can.</param>
    public string Quote(int part, string value, out string? fault)
    {
        fault = Fault(_places[part], value);
        if (fault is not null)
            return "";
        return (_places[part], _shell) switch
        {
            (ShellPlace.Comment, _) => value.ReplaceLineEndings(" "),
            (ShellPlace.DoubleQuotes, CommandShell.WindowsCmd) => value,
            (_, CommandShell.WindowsCmd) => ShellQuoting.Cmd(value),
            (ShellPlace.DoubleQuotes, _) => ShellQuoting.PosixInDoubleQuotes(value),
            (ShellPlace.SingleQuotes, _) => ShellQuoting.PosixInSingleQuotes(value),
            _ => ShellQuoting.Posix(value),
        };
    }

    private string? Fault(ShellPlace place, string value) => place switch
    {
        ShellPlace.AfterEscape => "stands after an escape character, which would undo its quoting",
        ShellPlace.Backquotes => "stands inside backquotes, where quoting is not dependable: write $(…) instead",
        ShellPlace.Expansion => "stands inside the shell's own ${…}: give the value to the command through env",
        ShellPlace.DollarQuotes => "stands inside $'…', which not every sh knows: use double quotes",
        ShellPlace.HereDocument => "stands in a here-document, where a value cannot be quoted: give it to the command through env",
        _ when _shell == CommandShell.Posix => null,
        _ when value.AsSpan().ContainsAny('\n', '\r') => "holds a line break, which cmd.exe cannot take in a command",
        ShellPlace.DoubleQuotes when value.AsSpan().ContainsAny('"', '%') || value.EndsWith('\\') =>
            "holds \" or % or ends in \\, which cannot be quoted between the command's own quotes: remove those quotes, the value gets its own",
        _ => null,
    };

    private static ShellPlace[] Places(IReadOnlyList<TemplatePart> parts, Action<char> read, Func<ShellPlace> place, Action readValue)
    {
        var places = new ShellPlace[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            places[i] = place();
            if (parts[i].Kind != TemplatePartKind.Literal)
            {
                readValue();
                continue;
            }

            foreach (var c in parts[i].Text)
                read(c);
        }

        return places;
    }
}
