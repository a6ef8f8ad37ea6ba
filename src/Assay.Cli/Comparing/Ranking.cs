using Assay.Tracking;

namespace Assay.Cli.Comparing;

/// <summary>Runs ranked by a metric.</summary>
/// <param name="Key">The metric's key.</param>
/// <param name="Direction">Which values are better.</param>
/// <param name="Places">The runs with their values, best first.</param>
/// <param name="LeftOut">How many runs stay out, by reason.</param>
/// <param name="Comparability">Whether the ranked values mean the same.</param>
internal sealed record Ranking(
    string Key, Direction Direction, IReadOnlyList<RankedRun> Places, IReadOnlyList<(string Reason, int Count)> LeftOut, Comparability Comparability)
{
    private const string Elsewhere = "measured differently";

    /// <summary>Ranks runs.</summary>
    /// <param name="rows">The runs, with the metric.</param>
    /// <param name="key">The metric's key.</param>
    /// <param name="wished">Which values are better; null for what the metric declares.</param>
    /// <param name="byBest">Whether a run counts by its best step instead of its last.</param>
    /// <param name="all">Whether every run with a number is ranked.</param>
    /// <exception cref="AssayException">No run has the metric, or nobody said which values are better.</exception>
    public static Ranking Of(IReadOnlyList<RunRow> rows, string key, Direction? wished, bool byBest, bool all)
    {
        RunRow[] measured = [.. rows.Where(row => row.Metrics.ContainsKey(key))];
        if (measured.Length == 0)
            throw new AssayException($"No run{(rows.Count == 0 ? "" : $" of {rows.Count}")} has the metric '{key}'; 'assay show <run>' lists a run's metrics.");
        var direction = wished ?? Declared(measured, key);

        var reasons = new List<string>();
        var eligible = new List<RunRow>();
        foreach (var row in measured)
        {
            var reason = Obstacle(row, key, byBest, all);
            if (reason is null)
                eligible.Add(row);
            else
                reasons.Add(reason);
        }

        if (!all && eligible.Count > 0)
        {
            // Values that mean the same as most: the largest group of one identity; of equally large ones that of the newest run.
            var groups = eligible.GroupBy(row => Comparability.Meaning(row.Metrics[key].Identity)).ToArray();
            var most = groups.MaxBy(group => group.Count())!;
            reasons.AddRange(Enumerable.Repeat(Elsewhere, eligible.Count - most.Count()));
            eligible = [.. most];
        }

        IReadOnlyList<RankedRun> places =
        [
            .. eligible
                .Select(row => new RankedRun(row.Run, row.Metrics[key], Value(row.Metrics[key], direction, byBest), Step(row.Metrics[key], direction, byBest)))
                .OrderBy(place => direction == Direction.Maximize ? -place.Value : place.Value)
                .ThenBy(place => place.Run.Id),
        ];
        var comparability = Comparability.Of([.. places.Select(place => (place.Metric.Identity, place.Run.Experiment))]);
        return new Ranking(key, direction, places, [.. reasons.CountBy(reason => reason).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))], comparability);
    }

    private static string? Obstacle(RunRow row, string key, bool byBest, bool all)
    {
        var metric = row.Metrics[key];
        if (metric.Min is null)
            return metric.Last.Kind == MetricKind.NaN ? "NaN" : "undefined";
        if (!byBest && metric.Last.NumberOrNull is null)
            return metric.Last.Kind == MetricKind.NaN ? "NaN at the end" : "undefined at the end";
        if (all)
            return null;
        if (row.Run.SupersededWhy is not null)
            return "superseded";
        return row.Run.Status == RunStatus.Completed ? null : row.Run.Status.Name();
    }

    private static Direction Declared(RunRow[] measured, string key) =>
        measured.Select(row => row.Metrics[key].Identity.Direction).OfType<Direction>().Distinct().ToArray() switch
        {
            [var direction] => direction,
            [] => throw new AssayException($"'{key}' does not say which values are better: add --maximize or --minimize."),
            _ => throw new AssayException($"Runs disagree on which values of '{key}' are better: add --maximize or --minimize."),
        };

    private static double Value(MetricSummary metric, Direction direction, bool byBest) =>
        !byBest ? metric.Last.Number : direction == Direction.Maximize ? metric.Max!.Value : metric.Min!.Value;

    private static long Step(MetricSummary metric, Direction direction, bool byBest) =>
        !byBest ? metric.LastStep : direction == Direction.Maximize ? metric.MaxStep : metric.MinStep;
}
