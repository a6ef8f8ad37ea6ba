using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Assay.Tracking.Results;

/// <summary>Text on standard output, matched by the user's regular expression; each metric's matches are its steps, the last its value.</summary>
internal static partial class StandardOutputResult
{
    // Per match, and for the whole text: a pattern of the user's must not hold a run up.
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TextLimit = TimeSpan.FromSeconds(10);

    internal static void Read(ResultSource source, string path, ReadingBuilder reading)
    {
        var pattern = Compile(source.Location);
        var groups = Groups(source, pattern, reading);
        var text = Text(path, reading);
        var counts = new long[groups.Count];
        var clock = Stopwatch.StartNew();
        try
        {
            for (var match = pattern.Match(text); match.Success; match = match.NextMatch())
            {
                ReadMatch(source, match, groups, counts, reading);
                if (clock.Elapsed > TextLimit)
                    throw new RegexMatchTimeoutException();
            }
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ResultRefusedException($"standard output: matching '{source.Location}' took too long; use a simpler pattern.");
        }

        for (var i = 0; i < groups.Count; i++)
        {
            if (counts[i] == 0)
                reading.Problem($"standard output: nothing matches '{source.Location}' for metric '{groups[i].Metric}'.");
        }
    }

    private static void ReadMatch(ResultSource source, Match match, List<(string Metric, string Group)> groups, long[] counts, ReadingBuilder reading)
    {
        long? declared = null;
        if (source.StepKey is { } stepGroup)
        {
            declared = MetricText.Parse(match.Groups[stepGroup].ValueSpan) is { } number ? MetricText.Whole(number) : null;
            if (declared is null)
            {
                reading.Problem($"standard output: no whole number in the step group '{stepGroup}'; the match is passed over.");
                return;
            }
        }

        for (var i = 0; i < groups.Count; i++)
        {
            var group = match.Groups[groups[i].Group];
            if (!group.Success)
                continue;
            if (MetricText.Parse(group.ValueSpan) is { } value)
                reading.Add(groups[i].Metric, value, declared ?? counts[i]);
            else
                reading.Problem($"standard output: '{(group.Length > 40 ? group.Value[..40] + "…" : group.Value)}' (matched for metric '{groups[i].Metric}') is not a number.");
            counts[i]++;
        }
    }

    private static Regex Compile(string pattern)
    {
        var expression = PythonGroup().Replace(pattern, "(?<");
        const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.Multiline;
        try
        {
            try
            {
                return new Regex(expression, Options | RegexOptions.NonBacktracking, MatchLimit);
            }
            catch (NotSupportedException)
            {
                // Look-around and back-references need the other engine; the time limit holds there.
                return new Regex(expression, Options, MatchLimit);
            }
        }
        catch (ArgumentException e)
        {
            throw new ResultRefusedException($"standard output: '{pattern}' is not a regular expression: {e.Message}");
        }
    }

    private static List<(string Metric, string Group)> Groups(ResultSource source, Regex pattern, ReadingBuilder reading)
    {
        var named = pattern.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0])).ToList();
        if (source.StepKey is { } step && !named.Contains(step))
            throw new ResultRefusedException($"standard output: '{source.Location}' has no step group '{step}'.");
        if (source.Map is null)
        {
            named.RemoveAll(name => string.Equals(name, source.StepKey, StringComparison.Ordinal));
            return named.Count > 0
                ? [.. named.Select(name => (name, name))]
                : throw new ResultRefusedException($"standard output: '{source.Location}' has no named group, expected one a metric, as in (?<auc>[0-9.]+).");
        }

        var groups = new List<(string, string)>();
        foreach (var (metric, group) in source.Map)
        {
            if (named.Contains(group))
                groups.Add((metric, group));
            else
                reading.Problem($"standard output: '{source.Location}' has no group '{group}' (wanted for metric '{metric}'); it has {MetricText.Names(named)}.");
        }

        return groups;
    }

    private static string Text(string path, ReadingBuilder reading)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > ResultReader.SizeLimit)
        {
            reading.Problem(string.Create(CultureInfo.InvariantCulture, $"standard output: only the last {ResultReader.SizeLimit >> 20} MiB of {stream.Length >> 20} were searched."));
            stream.Seek(-ResultReader.SizeLimit, SeekOrigin.End);
        }

        var bytes = new byte[Math.Min(stream.Length, ResultReader.SizeLimit)];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return AnsiText.Strip(Encoding.UTF8.GetString(bytes, 0, read)).ReplaceLineEndings("\n");
    }

    // Python spells a named group (?P<name>…).
    [GeneratedRegex(@"(?<!\\)\(\?P<", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex PythonGroup();
}
