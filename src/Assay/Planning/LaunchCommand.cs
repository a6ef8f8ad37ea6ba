namespace Assay.Planning;

/// <summary>What is executed: text for a shell, or a program with arguments that no shell reads; never both.</summary>
public sealed record LaunchCommand
{
    private LaunchCommand(string? shell, IReadOnlyList<string>? arguments)
    {
        Shell = shell;
        Arguments = arguments;
    }

    /// <summary>Text for <c>/bin/sh -c</c> (<c>cmd /c</c> on Windows), values quoted; <see langword="null"/> when arguments are given.</summary>
    public string? Shell { get; }

    /// <summary>The program and its arguments, passed on exactly as they are; <see langword="null"/> when shell text is given.</summary>
    public IReadOnlyList<string>? Arguments { get; }

    /// <summary>A command that a shell reads.</summary>
    /// <param name="text">The whole text.</param>
    /// <returns>The command.</returns>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public static LaunchCommand OfShell(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text, null);
    }

    /// <summary>A command of exact arguments.</summary>
    /// <param name="arguments">The program first; the others may be empty texts.</param>
    /// <returns>The command.</returns>
    /// <exception cref="ArgumentException">There is no program.</exception>
    public static LaunchCommand OfArguments(params IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (arguments.Count == 0 || string.IsNullOrWhiteSpace(arguments[0]))
            throw new ArgumentException("A command needs a program.", nameof(arguments));
        return new(null, arguments);
    }

    /// <summary>The command as it would be typed into <c>/bin/sh</c>; for messages only.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Shell ?? ShellQuoting.PosixCommandLine(Arguments!.Select(word => word.Replace("\0", "\\0", StringComparison.Ordinal)));
}
