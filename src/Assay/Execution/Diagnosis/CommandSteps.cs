using Assay.Tracking;

namespace Assay.Execution.Diagnosis;

/// <summary>The steps of a shell text such as <c>cd src &amp;&amp; cargo build &amp;&amp; cargo test</c>: their names, and which of them failed.</summary>
internal static class CommandSteps
{
    /// <summary>Names the steps of a chain.</summary>
    /// <param name="shellText">POSIX shell text.</param>
    /// <returns>
    /// The steps in order. A text that is more than a chain of <c>&amp;&amp;</c> at its top level (lists, loops, background jobs, here-documents), or that
    /// is not understood with certainty, is one step.
    /// </returns>
    public static IReadOnlyList<CommandStep> Split(string shellText)
    {
        ArgumentNullException.ThrowIfNull(shellText);
        var texts = ShellChain.Split(shellText)?.ConvertAll(step => ShellChain.Trim(step)) ?? [shellText.Trim()];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var steps = new List<CommandStep>(texts.Count);
        foreach (var text in texts)
        {
            var name = StepName.Of(text);
            var unique = name;
            for (var n = 2; !taken.Add(unique); n++)
                unique = string.Create(CultureInfo.InvariantCulture, $"{name}-{n}");
            steps.Add(new CommandStep(unique, text));
        }

        return steps;
    }

    /// <summary>
    /// A script that does what the text does, in the same shell and with the same exit code, and appends <c>index exit-code start end</c> (times in
    /// seconds since 1970) to a file after each step that ran. Only bash's own "Killed" may be said where it was silent before.
    /// </summary>
    /// <param name="shellText">POSIX shell text.</param>
    /// <param name="statusFileVariable">The environment variable that names the file, by an absolute path; a shell name.</param>
    /// <returns>The script for <c>sh -c</c>; <see langword="null"/> when the text is no chain that is understood with certainty: run it as it is.</returns>
    /// <exception cref="ArgumentException">The variable is not a shell name.</exception>
    /// <remarks>
    /// The chain stays one chain, and its last step stays last, so that <c>cd</c>, variables, functions, <c>set -e</c>, traps and <c>$?</c> mean what they meant.
    /// A step that ends the shell itself (<c>exit</c>, <c>exec</c>) leaves no line; <see cref="ReadStatus"/> gives it the exit code of the whole.
    /// </remarks>
    public static string? Instrument(string shellText, string statusFileVariable)
    {
        ArgumentNullException.ThrowIfNull(shellText);
        if (!ShellChain.IsName(statusFileVariable))
            throw new ArgumentException($"'{statusFileVariable}' is not a shell name.", nameof(statusFileVariable));
        if (ShellChain.Split(shellText) is not { } steps)
            return null;
        const string Place = "STATUS_FILE";
        const string Now = "$(command date +%s.%N 2>/dev/null)";
        // All on the first line, so that the shell's messages name the lines of the text.
        const string Prepare =
            $"__assay_at={Now}; __assay_i=0; __assay_step() {{ __assay_now={Now}; " +
            "{ command printf '%s %s %s %s\\n' \"$__assay_i\" \"$1\" \"${__assay_at:-0}\" \"${__assay_now:-0}\" >>\"${" + Place + "-}\"; } 2>/dev/null; " +
            "__assay_at=$__assay_now; __assay_i=$((__assay_i + 1)); }; ";
        const string Finish = "\n__assay_rc=$?\n__assay_step \"$__assay_rc\" || :\nexit \"$__assay_rc\"\n";
        return Prepare.Replace(Place, statusFileVariable, StringComparison.Ordinal) + string.Join("&& __assay_step 0 &&", steps) + Finish;
    }

    /// <summary>Reads what an instrumented script wrote.</summary>
    /// <param name="steps">The steps, as <see cref="Split"/> gave them.</param>
    /// <param name="statusText">The file's content; a torn last line is passed over.</param>
    /// <param name="exitCode">The exit code of the whole; <see langword="null"/> when it is not known.</param>
    /// <returns>One outcome a step, in order.</returns>
    public static IReadOnlyList<StepOutcome> ReadStatus(IReadOnlyList<CommandStep> steps, string statusText, int? exitCode)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(statusText);
        var outcomes = steps.Select(step => new StepOutcome(step.Name, step.Text, null, null)).ToArray();
        var next = 0;
        foreach (var line in statusText.Split('\n')[..^1])
        {
            var parts = line.Split(' ');
            if (parts.Length != 4 || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out var index) || index < 0 || index >= outcomes.Length ||
                !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var code))
                continue;
            outcomes[index] = outcomes[index] with { ExitCode = code, Seconds = Seconds(parts[2], parts[3]) };
            next = Math.Max(next, index + 1);
        }

        // The step that ended the shell wrote nothing, not even how long it took.
        if (next < outcomes.Length && (next == 0 || outcomes[next - 1].ExitCode == 0) && exitCode is { } whole)
            outcomes[next] = outcomes[next] with { ExitCode = whole };
        return outcomes;
    }

    // Null when not known, or when the clock was set back meanwhile.
    private static double? Seconds(string start, string end) => Epoch(end) - Epoch(start) is >= 0 and var seconds ? seconds : null;

    // A date without %N prints it as it stands ("1700000000.N" or "1700000000.").
    private static double? Epoch(string text)
    {
        var number = text.TrimEnd('N').TrimEnd('.');
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : null;
    }
}
