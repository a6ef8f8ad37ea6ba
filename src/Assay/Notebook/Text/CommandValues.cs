using System.Text.RegularExpressions;

namespace Assay.Notebook.Text;

/// <summary>Finds the numbers a command is called with: <c>--budgets 50,100</c>, <c>--lr=1e-4</c>, <c>trainer.seed=42</c>.</summary>
internal static partial class CommandValues
{
    /// <summary>Reads a command.</summary>
    /// <param name="command">The command, of any number of lines.</param>
    /// <param name="line">Line of the file it is taken to stand in.</param>
    /// <returns>Params by flag or key; equal ones are told apart later.</returns>
    public static IEnumerable<FoundValue> Read(string command, int line)
    {
        foreach (Match match in Setting().Matches(command))
        {
            var value = match.Groups["value"];
            var parts = value.Value.Split(',');
            if (!Array.TrueForAll(parts, part => ValueScanner.NumberLength(part) == part.Length && part.Length > 0 && part[0] != '+' && !part.EndsWith('%')))
                continue;
            var key = LogKey.Of(match.Groups["key"].Value);
            string[] numbers = [.. parts.Select(part => ValueStyle.Parse(part) is var number && part.TrimStart('-') is var plain && plain.Length > 1 && plain[0] == '0' && char.IsAsciiDigit(plain[1]) ? number.ToString("R", CultureInfo.InvariantCulture) : plain[0] == '.' ? number.ToString("R", CultureInfo.InvariantCulture) : part)];
            if (key.Length > 0)
                yield return new FoundValue(key, true, double.NaN, numbers.Length == 1 ? numbers[0] : $"[{string.Join(',', numbers)}]", value.Index, value.Length, line, default);
        }
    }

    [GeneratedRegex(@"(?:(?<=\s)--?(?<key>[A-Za-z][\w.-]*)(?:=|\s+)|(?<=\s)(?<key>[A-Za-z_][\w./-]*)=)(?<value>[-+.\w,]*\d[-+.\w,]*)(?=\s|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Setting();
}
