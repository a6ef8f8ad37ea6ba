using System.Text.RegularExpressions;

namespace Assay.Tracking.Results;

/// <content>The forms of .NET: a line a project, the terminal's summary, the testing platform's block, the console's block, xunit's own.</content>
internal static partial class TestOutput
{
    private static double? Duration(string text)
    {
        double? seconds = null;
        foreach (Match part in DurationPart().Matches(text))
        {
            var unit = part.Groups["unit"].Value switch { "ms" => 0.001, "s" => 1.0, "m" => 60.0, "h" => 3_600.0, _ => 86_400.0 };
            seconds = (seconds ?? 0) + (MetricText.Parse(part.Groups["number"].ValueSpan) ?? 0) * unit;
        }

        return seconds;
    }

    private sealed class DotnetSummaries
    {
        private readonly List<TestCounts> _totals = [];

        // Lines of single projects; a summary that follows them has counted them in.
        private readonly List<TestCounts> _projects = [];

        internal TestCounts? Sum() => TestCounts.Sum("dotnet test", _totals.Concat(_projects));

        internal void Read(List<string> lines, int index)
        {
            var line = lines[index];
            if (ProjectLine().Match(line) is { Success: true } project)
                _projects.Add(Of(project, Duration(project.Groups["duration"].Value)));
            else if (TerminalLine().Match(line) is { Success: true } terminal)
                AddTotal(Of(terminal, Duration(terminal.Groups["duration"].Value)));
            else if (line.StartsWith("Test run summary:", StringComparison.Ordinal))
                AddTotal(Block(lines, index, PlatformLine(), "succeeded", "failed", "skipped", "duration"));
            else if (line.StartsWith("Total tests:", StringComparison.Ordinal))
                AddTotal(Block(lines, index - 1, ConsoleLine(), "Passed", "Failed", "Skipped", "Total time"));
            else if (XunitLine().Match(line) is { Success: true } xunit)
                _totals.Add(Xunit(xunit));
        }

        private static TestCounts Of(Match match, double? seconds) =>
            new("dotnet test", Count(match, "passed"), Count(match, "failed"), Count(match, "skipped"), seconds);

        private static TestCounts Xunit(Match match)
        {
            var failed = Count(match, "failed") + Count(match, "errors");
            var skipped = Count(match, "skipped") + Count(match, "notrun");
            var passed = Math.Max(0, Count(match, "total") - Count(match, "failed") - skipped);
            return new TestCounts("dotnet test", passed, failed, skipped, Seconds(match.Groups["seconds"].Value));
        }

        private static TestCounts? Block(List<string> lines, int heading, Regex form, string passed, string failed, string skipped, string duration)
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = heading + 1; i < lines.Count && i <= heading + BlockLimit && !values.ContainsKey(duration); i++)
            {
                var match = form.Match(lines[i]);
                if (match.Success)
                    values.TryAdd(match.Groups["key"].Value, match.Groups["value"].Value + " " + match.Groups["unit"].Value.ToLowerInvariant());
            }

            if (values.Count == 0)
                return null;
            return new TestCounts("dotnet test", Value(passed), Value(failed), Value(skipped), Time());

            int Value(string key) => values.TryGetValue(key, out var text) && MetricText.Parse(text) is { } number ? (int)Math.Clamp(number, 0, 99_999_999) : 0;

            double? Time() => values.TryGetValue(duration, out var text)
                ? Duration(text.Replace(" seconds", "s", StringComparison.Ordinal).Replace(" minutes", "m", StringComparison.Ordinal).Replace(" hours", "h", StringComparison.Ordinal))
                : null;
        }

        private void AddTotal(TestCounts? total)
        {
            if (total is null)
                return;
            _projects.Clear();
            _totals.Add(total);
        }
    }
}
