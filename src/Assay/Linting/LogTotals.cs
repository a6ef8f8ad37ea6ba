using System.Text.RegularExpressions;
using Assay.Analyzers.Subjects;
using Assay.Notebook;
using Assay.Tracking;

namespace Assay.Linting;

/// <summary>The totals that a tracker states, with what its rows add up to.</summary>
internal static partial class LogTotals
{
    /// <summary>The totals of a log.</summary>
    /// <param name="book">The log as it was read.</param>
    /// <param name="text">Its text.</param>
    public static IReadOnlyList<LogTotal> Of(LogBook book, string text)
    {
        var totals = new List<LogTotal>();
        if (book.Categories.Count > 0 && Total().Match(text) is { Success: true } total)
            totals.Add(new LogTotal("the total of the overview", Number(total), book.Categories.Sum(category => (double)category.Count), LineOf(text, total.Index)));
        foreach (var category in book.Categories)
        {
            var rows = book.Priorities.Where(priority => priority.Category == category.Name || priority.Experiments is [var first, ..] && first.StartsWith(category.Name + "-", StringComparison.OrdinalIgnoreCase)).ToList();
            var row = Regex.Match(text, $@"^\|\s*\**{Regex.Escape(category.Name)}\b", RegexOptions.Multiline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            if (rows.Count > 0)
                totals.Add(new LogTotal($"the count of '{category.Name}'", category.Count, rows.SelectMany(priority => priority.Experiments).Distinct(StringComparer.Ordinal).Count(), row.Success ? LineOf(text, row.Index) : 1));
        }

        var waiting = book.Priorities.Where(priority => priority.Status == RunStatus.Planned).ToList();
        if (waiting.Count > 0 && Remaining().Match(text) is { Success: true } remaining)
            totals.Add(new LogTotal("what remains", Number(remaining), waiting.SelectMany(priority => priority.Experiments).Distinct(StringComparer.Ordinal).Count(), LineOf(text, remaining.Index)));
        return totals;
    }

    private static double Number(Match match) => double.Parse(match.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    [GeneratedRegex(@"^\|\s*\**Total\**\s*\|\s*\**(?<count>[0-9]{1,9})\**\s*\|", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Total();

    [GeneratedRegex(@"^\**Remaining:?\**:?\s*(?<count>[0-9]{1,9})\b", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Remaining();
}
