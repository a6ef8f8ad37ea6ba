using Assay.Tracking.Results;

namespace Assay.Execution.Diagnosis;

/// <summary>
/// Finds the key error line of a failed command. Rules stand in <see cref="ErrorRules"/>; a rule of a higher rank wins over one of a lower, standard
/// error over standard output, and inside one rank the later line (of build errors the first: the rest follow from it).
/// </summary>
internal static class ErrorLine
{
    // Of each text, its end.
    private const int TextLimit = 64 * 1024;
    private const int ScannedLineLimit = 2_000;
    private const int ShownLineLimit = 500;

    // What POSIX shells return for a command that cannot be run, and that is not there.
    private const int CannotExecute = 126;
    private const int NotFound = 127;

    /// <summary>Finds the line.</summary>
    /// <param name="stderrTail">The end of standard error; of more than 64 Ki characters the last are read.</param>
    /// <param name="stdoutTail">The end of standard output; likewise.</param>
    /// <param name="exitCode">The exit code; <see langword="null"/> when there is none. 128+n counts as signal n.</param>
    /// <param name="signal">The signal's name, <c>SIGKILL</c> or <c>KILL</c>; <see langword="null"/> when none ended the command.</param>
    /// <returns>The line; <see langword="null"/> when nothing tells of an error.</returns>
    public static KeyError? Find(string stderrTail, string stdoutTail, int? exitCode, string? signal)
    {
        ArgumentNullException.ThrowIfNull(stderrTail);
        ArgumentNullException.ThrowIfNull(stdoutTail);
        var errors = Lines(stderrTail);
        var output = Lines(stdoutTail);
        IEnumerable<ErrorRank> ranks = Enum.GetValues<ErrorRank>();
        // The shell's own word first when the exit code is the shell's own.
        if (exitCode is CannotExecute or NotFound)
            ranks = ranks.OrderBy(rank => rank == ErrorRank.Shell ? -1 : (int)rank);
        foreach (var rank in ranks)
        {
            if ((Find(rank, errors) ?? Find(rank, output)) is { } found)
                return found;
        }

        if (Signals.Describe(exitCode, signal) is { } ended)
            return ended;
        return exitCode is not 0 && errors.LastOrDefault(line => line.AsSpan().Trim().Length > 0) is { } last ? new KeyError(Shown(last.Trim()), "last line") : null;
    }

    private static KeyError? Find(ErrorRank rank, List<string> lines)
    {
        KeyError? best = null;
        var bestLine = -1;
        foreach (var rule in ErrorRules.All)
        {
            if (rule.Rank != rank)
                continue;
            for (var i = 0; i < lines.Count; i++)
            {
                // Of build errors the first counts; of everything else the last.
                var better = rank == ErrorRank.Build ? best is null || i < bestLine : i > bestLine;
                if (!better || (rule.Hint is { } hint && !lines[i].Contains(hint, StringComparison.Ordinal)))
                    continue;
                var match = rule.Pattern.Match(lines[i]);
                if (!match.Success || rule.Read(lines, i, match) is not { Length: > 0 } line)
                    continue;
                best = new KeyError(Shown(line), ErrorRules.IsOutOfMemory(line) ? "out of memory" : rule.Kind);
                bestLine = i;
            }
        }

        return best;
    }

    private static List<string> Lines(string text)
    {
        var tail = text.Length <= TextLimit ? text : text[^TextLimit..];
        var lines = new List<string>();
        foreach (var line in AnsiText.Strip(tail).AsSpan().EnumerateLines())
        {
            var end = line.TrimEnd();
            lines.Add((end.Length <= ScannedLineLimit ? end : end[..ScannedLineLimit]).ToString());
        }

        return lines;
    }

    private static string Shown(string line) => line.Length <= ShownLineLimit ? line : line[..(ShownLineLimit - 1)] + "…";
}
