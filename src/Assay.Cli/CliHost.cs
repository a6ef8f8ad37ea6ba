namespace Assay.Cli;

/// <summary>The world a command runs in; commands touch the console, the clock and the environment only through it.</summary>
internal sealed record CliHost
{
    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where remarks and errors go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What was piped in.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>The folder the command was called in, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The zone times are shown in; null for the clock's own.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>Whether results go to a person's terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Columns of the terminal's window; null when there is none.</summary>
    public Func<int>? WindowWidth { get; init; }

    /// <summary>Reads an environment variable; null when it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Who calls: the author of notes and runs.</summary>
    public Func<string> User { get; init; } = () => "unknown";

    /// <summary>Who calls, for the journal: user and process.</summary>
    public Func<string> Caller { get; init; } = () => "unknown";
}
