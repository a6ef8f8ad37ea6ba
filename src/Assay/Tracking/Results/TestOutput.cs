using System.Text.RegularExpressions;

namespace Assay.Tracking.Results;

/// <summary>Finds the summaries that test runners print: pytest, dotnet test in its several forms, cargo test.</summary>
internal static partial class TestOutput
{
    // No summary line is longer; whatever is, is not looked at.
    private const int LineLimit = 1_000;

    // Lines of a summary that spreads over several.
    private const int BlockLimit = 30;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Milliseconds = 5_000;

    /// <summary>Reads the summaries out of captured output. Several of one tool (projects, crates, files) are added up.</summary>
    /// <param name="text">Captured output, coloured or not.</param>
    /// <returns>At most one count a tool, in the order pytest, dotnet test, cargo test; empty when no summary is there.</returns>
    public static IReadOnlyList<TestCounts> Recognize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = Lines(AnsiText.Strip(text));
        var pytest = new List<TestCounts>();
        var dotnet = new DotnetSummaries();
        var cargo = new List<TestCounts>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Contains(" in ", StringComparison.Ordinal) && Pytest(line) is { } one)
                pytest.Add(one);
            else if (line.StartsWith("test result: ", StringComparison.Ordinal) && Cargo(line) is { } crate)
                cargo.Add(crate);
            else if (line.Contains(':', StringComparison.Ordinal))
                dotnet.Read(lines, i);
        }

        TestCounts?[] all = [TestCounts.Sum("pytest", pytest), dotnet.Sum(), TestCounts.Sum("cargo test", cargo)];
        return [.. all.OfType<TestCounts>()];
    }

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var trimmed = line.Trim();
            if (trimmed.Length is > 0 and <= LineLimit)
                lines.Add(trimmed.ToString());
        }

        return lines;
    }

    private static TestCounts? Pytest(string line)
    {
        var match = PytestLine().Match(line);
        if (!match.Success)
            return null;
        int passed = 0, failed = 0, skipped = 0;
        for (var i = 0; i < match.Groups["word"].Captures.Count; i++)
        {
            var count = Count(match.Groups["count"].Captures[i].Value);
            switch (match.Groups["word"].Captures[i].Value)
            {
                case "passed" or "xpassed": passed += count; break;
                case "failed" or "error" or "errors": failed += count; break;
                case "skipped" or "xfailed": skipped += count; break;
            }
        }

        return new TestCounts("pytest", passed, failed, skipped, Seconds(match.Groups["seconds"].Value));
    }

    private static TestCounts? Cargo(string line)
    {
        var match = CargoLine().Match(line);
        return match.Success
            ? new TestCounts("cargo test", Count(match, "passed"), Count(match, "failed"), Count(match, "skipped"), Seconds(match.Groups["seconds"].Value))
            : null;
    }

    private static int Count(Match match, string group) => match.Groups[group].Success ? Count(match.Groups[group].Value) : 0;

    // A hundred million tests are text that only looks like a summary.
    private static int Count(string digits) => digits.Length <= 8 ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    private static double? Seconds(string text) => MetricText.Parse(text);

    // "== 8 failed, 25 passed, 2 warnings in 1.20s ==", "3 passed in 61.02s (0:01:01)", "no tests ran in 0.01s".
    [GeneratedRegex(@"^(=+ )?((?<count>\d+) (subtests )?(?<word>passed|failed|errors?|skipped|xfailed|xpassed|deselected|warnings?|rerun)(, )?)+ in (?<seconds>[0-9.]+) ?s(econds)?( \([0-9:, days]+\))?( =+)?$|^(=+ )?no tests ran in (?<seconds>[0-9.]+) ?s(econds)?( =+)?$", Options, Milliseconds)]
    private static partial Regex PytestLine();

    // "test result: FAILED. 12 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.03s".
    [GeneratedRegex(@"^test result: (ok|FAILED)\. (?<passed>\d+) passed; (?<failed>\d+) failed; (?<skipped>\d+) ignored;.*?( finished in (?<seconds>[0-9.]+)s)?$", Options, Milliseconds)]
    private static partial Regex CargoLine();

    // "Passed!  - Failed:     0, Passed:     5, Skipped:     0, Total:     5, Duration: 77 ms - Assay.Tests.dll (net10.0)".
    [GeneratedRegex(@"^(Passed|Failed|Skipped)! +- Failed: +(?<failed>\d+), Passed: +(?<passed>\d+), Skipped: +(?<skipped>\d+), Total: +\d+, Duration: (?<duration>[^-]+)", Options, Milliseconds)]
    private static partial Regex ProjectLine();

    // "Test summary: total: 5, failed: 0, succeeded: 5, skipped: 0, duration: 1.2s".
    [GeneratedRegex(@"^Test summary: total: \d+, failed: (?<failed>\d+), succeeded: (?<passed>\d+), skipped: (?<skipped>\d+), duration: (?<duration>.+)$", Options, Milliseconds)]
    private static partial Regex TerminalLine();

    // "Assay.Tests  Total: 5, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 0.077s".
    [GeneratedRegex(@" Total: (?<total>\d+), Errors: (?<errors>\d+), Failed: (?<failed>\d+), Skipped: (?<skipped>\d+)(, Not Run: (?<notrun>\d+))?, Time: (?<seconds>[0-9.]+)s$", Options, Milliseconds)]
    private static partial Regex XunitLine();

    // "total: 5" and its like, below "Test run summary: Passed!".
    [GeneratedRegex(@"^(?<key>total|error|failed|succeeded|skipped|duration): (?<value>.+)$", Options, Milliseconds)]
    private static partial Regex PlatformLine();

    // "Total tests: 5", "Passed: 5", "Total time: 0.5 Seconds", below "Test Run Successful.".
    [GeneratedRegex(@"^(?<key>Total tests|Passed|Failed|Skipped|Total time): +(?<value>[0-9.]+)( (?<unit>Seconds|Minutes|Hours))?$", Options, Milliseconds)]
    private static partial Regex ConsoleLine();

    // "77 ms", "1.2s", "1m 30s 200ms", "< 1 ms".
    [GeneratedRegex(@"(?<number>[0-9]+([.][0-9]+)?) ?(?<unit>ms|s|m|h|d)\b", Options, Milliseconds)]
    private static partial Regex DurationPart();
}
