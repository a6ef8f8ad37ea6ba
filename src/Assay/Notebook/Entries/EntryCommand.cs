namespace Assay.Notebook.Entries;

/// <summary>What can be seen in the text of a command.</summary>
internal static partial class EntryCommand
{
    /// <summary>Whether a text looks like something to type rather than a sentence about it.</summary>
    /// <param name="text">A text that stands where a command should.</param>
    /// <returns>True for a program with arguments.</returns>
    public static bool LooksExact(string text) => !text.Contains('`', StringComparison.Ordinal) && Program().IsMatch(text);

    /// <summary>The environment variables set in front of the command's programs, in their order; the first of equal names counts.</summary>
    /// <param name="command">The exact command, possibly several lines.</param>
    /// <returns>Names and values, outer quotes off.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>> Environment(string? command)
    {
        if (command is null || !command.Contains('=', StringComparison.Ordinal))
            return [];
        var found = new List<KeyValuePair<string, string>>();
        foreach (System.Text.RegularExpressions.Match start in Assignments().Matches(command.Replace("\\\n", " ", StringComparison.Ordinal)))
        {
            for (var i = 0; i < start.Groups["name"].Captures.Count; i++)
            {
                var name = start.Groups["name"].Captures[i].Value;
                if (!found.Exists(pair => pair.Key == name))
                    found.Add(new(name, Unquote(start.Groups["value"].Captures[i].Value)));
            }
        }

        return found;
    }

    private static string Unquote(string value) => value.Length > 1 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;

    [System.Text.RegularExpressions.GeneratedRegex(
        @"^(?:[A-Za-z_]\w*=\S+\s+|(?:\.{0,2}[/\\]\S+|python3?|uv|uvx|pip|conda|bash|sh|pwsh|dotnet|cargo|make|pytest|node|npm|java|go|docker|git|sbatch|srun|torchrun|accelerate|assay)(?:\s|$)|\S+(?:\s\S+)*\s--?\w)",
        System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Program();

    // At the start of a line or after "&&", "||" or ";"; a program must follow.
    [System.Text.RegularExpressions.GeneratedRegex(
        @"(?:^|\n|&&|\|\||;)[ \t]*(?:(?<name>[A-Za-z_]\w*)=(?<value>""[^""\n]*""|'[^'\n]*'|[^\s""']*)[ \t]+)+(?=\S)",
        System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Assignments();
}
