using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Analyzers.Bookkeeping;

/// <summary>
/// AS608. Runs that differ in one param only have bit-equal metrics, whatever its value: the option was declared and never consumed. One pair with
/// other metrics clears it.
/// </summary>
internal sealed class OptionWithoutEffect() : Analyzer<RecordsSubject>(new Rule(
    "AS608",
    "Declared option never consumed",
    Severity.Error,
    "Follow the option from the command line to where it should act; drop it or wire it, and run again what was compared by it."))
{
    // Counts and shares of a few rows are equal by chance; two results of training with these digits are not.
    private const int FewestMetrics = 2;

    private static readonly string[] Neutral = ["out", "output", "output_dir", "out_dir", "save_dir", "run_dir", "name", "id", "exp_id", "run_id", "description", "timestamp", "note"];

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(RecordsSubject subject, CancellationToken cancellationToken)
    {
        var runs = subject.Runs.Where(row => row.Run is { Status: RunStatus.Completed, SupersededWhy: null } && row.Params.Count > 0)
            .Select(row => (Row: row, Result: Result(row), All: row.Params.Values.Aggregate(0L, (sum, param) => sum ^ Print(param)))).Where(run => run.Result is not null).ToList();
        // Only what two runs with one result differ in can be without effect.
        var suspects = runs.GroupBy(run => run.Result!, StringComparer.Ordinal).Where(group => group.Count() > 1).SelectMany(group => group).SelectMany(run => run.Row.Params.Keys).Where(key => !Neutral.Any(name => Fact.Names(key, name))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var key in suspects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var pairs = runs.Where(run => run.Row.Params.ContainsKey(key)).GroupBy(run => run.All ^ Print(run.Row.Params[key]))
                .Select(group => group.ToList()).Where(group => group.Select(run => run.Row.Params[key].Json).Distinct(StringComparer.Ordinal).Count() > 1).ToList();
            if (pairs.Count == 0 || pairs.Exists(group => group.Select(run => run.Result).Distinct(StringComparer.Ordinal).Count() > 1))
                continue;
            var first = pairs[0];
            var values = pairs.SelectMany(group => group).Select(run => run.Row.Params[key].Text).Distinct(StringComparer.Ordinal).ToList();
            yield return new Observation(Say($"'{key}' has no effect: {pairs.Sum(group => group.Count)} runs that differ in it alone ({string.Join(", ", values.Take(5))}) have equal results to the last bit, e.g. {Name(first[0].Row)} and {Name(first[1].Row)} in {first[0].Row.Metrics.Count} metrics"))
            {
                Numbers = Numbers(("runs", pairs.Sum(group => group.Count)), ("values", values.Count)),
            };
        }
    }

    private static string Name(RunRow row) => row.Run.Place?.Experiment ?? row.Run.Name;

    // FNV-1a, 64 bits: equal params give equal prints, and the order of a run's params does not matter in their exclusive or.
    private static long Print(Param param)
    {
        var hash = 14695981039346656037UL;
        foreach (var text in new[] { param.Key, "=", param.Json })
        {
            foreach (var letter in text)
                hash = (hash ^ letter) * 1099511628211UL;
        }

        return unchecked((long)hash);
    }

    // The numbers of training as text; null when there are too few, or all are round.
    private static string? Result(RunRow row)
    {
        var numbers = row.Metrics.Values.Where(metric => metric.Last.NumberOrNull is not null && !IsTime(metric.Identity.Key)).OrderBy(metric => metric.Identity.Key, StringComparer.Ordinal).ToList();
        return numbers.Count < FewestMetrics || numbers.TrueForAll(metric => metric.Last.Number == Math.Round(metric.Last.Number, 2)) ? null
            : string.Join('\u001f', numbers.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Identity.Key}={metric.Last.Number:R}")));
    }

    private static bool IsTime(string key) => key.Contains("time", StringComparison.OrdinalIgnoreCase) || key.Contains("sec", StringComparison.OrdinalIgnoreCase) || key.Contains("duration", StringComparison.OrdinalIgnoreCase) || key.Contains("memory", StringComparison.OrdinalIgnoreCase);
}
