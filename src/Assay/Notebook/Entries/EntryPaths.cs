namespace Assay.Notebook.Entries;

/// <summary>Inputs and outputs as people list them: paths in or without code quotes, remarks in brackets behind them.</summary>
internal static partial class EntryPaths
{
    /// <summary>The parts of a line with commas; a comma inside brackets or code does not part.</summary>
    /// <param name="line">E.g. <c>a.csv, b.csv (old, new)</c>.</param>
    /// <returns>The parts.</returns>
    public static IEnumerable<string> Split(string line)
    {
        var (start, depth, inCode) = (0, 0, false);
        for (var i = 0; i < line.Length; i++)
        {
            inCode ^= line[i] == '`';
            depth += line[i] is '(' or '[' or '{' ? 1 : line[i] is ')' or ']' or '}' ? -1 : 0;
            if (line[i] != ',' || depth > 0 || inCode || i + 1 >= line.Length || line[i + 1] != ' ')
                continue;
            if (line[start..i].Trim() is { Length: > 0 } part)
                yield return part;
            start = i + 1;
        }

        if (line[start..].Trim() is { Length: > 0 } last)
            yield return last;
    }

    /// <summary>A part without the code quotes around its path.</summary>
    /// <param name="text">E.g. <c>`a.json` (old form)</c>.</param>
    /// <returns>E.g. <c>a.json (old form)</c>.</returns>
    public static string Read(string text) => Quoted().Match(text) is { Success: true } match ? match.Groups["path"].Value + match.Groups["rest"].Value : text.Trim();

    /// <summary>A path in code quotes, its remark behind it.</summary>
    /// <param name="text">E.g. <c>a.json (old form)</c>.</param>
    /// <returns>Text that <see cref="Read"/> reads back.</returns>
    public static string Show(string text)
    {
        var path = EntryLabels.Split(text, out var remark);
        var shown = path.Contains('`', StringComparison.Ordinal) ? text : $"`{path}`{(remark is null ? "" : $" ({remark})")}";
        return Read(shown) == text ? shown : text;
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"^`(?<path>[^`]+)`(?<rest>| \(.*\))$", System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Quoted();
}
