using Assay.Planning;
using Assay.Planning.Claims;
using Assay.Tracking;

namespace Assay.Claims;

/// <summary>Reads the runs of a selection and says of each which value counts, or why none does.</summary>
/// <param name="records">The store.</param>
/// <param name="plan">The plan that states the claims; its metrics say which of several series is meant.</param>
internal sealed class EvidenceReader(IRunStore records, Plan plan)
{
    /// <summary>Why a run without a finite number is left out.</summary>
    public const string UndefinedValue = "its value is undefined";

    /// <summary>What pairs share when nothing is said.</summary>
    public const string SeedUnit = "seed";

    private const string NoStep = "it has no value at that step";

    /// <summary>Reads one side of a comparison, a stated effect, or the runs a gate looks at.</summary>
    /// <param name="role">What the side is.</param>
    /// <param name="selection">Which runs.</param>
    /// <param name="metric">The metric's key; null where only runs are asked for.</param>
    /// <param name="usual">Which value counts unless the selection says another.</param>
    /// <param name="by">What independent units share; null for each run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The side.</returns>
    public async Task<EvidenceSide> ReadAsync(string role, EvidenceSelection selection, string? metric, ValueAt usual, string? by, CancellationToken cancellationToken)
    {
        var key = selection.Metric ?? metric;
        // A trial is told from its repetitions by all its params.
        var columns = RunColumns.None with { Params = selection.Study is not null ? null : by is null ? [] : [by], Tags = by is null ? [] : [by], Series = key is null ? [] : [key], Details = true };
        var warnings = new List<string>();
        var rows = await SelectionSearch.FindAsync(records, selection, columns, warnings, cancellationToken).ConfigureAwait(false);
        var used = new List<EvidenceRun>();
        var left = new List<EvidenceRun>();
        var seen = new Dictionary<string, Run>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var run = await ReadAsync(row, selection, key, usual, by, cancellationToken).ConfigureAwait(false);
            if (run.LeftOut is null && Computation(row, selection, run.Value) is { } computation && !seen.TryAdd(computation, row.Run))
                run = run with { LeftOut = $"it repeats run {seen[computation].Id.Tail}: {(row.Run.Fingerprint is null ? "same parameters and value" : "same command, configuration and seed")}", Unit = null };
            (run.LeftOut is null ? used : left).Add(run);
        }

        Warn(used, key, warnings);
        StatedValue? stated = null;
        if (selection.Stated is { } figures && used.Count == 1)
            stated = await StatedReader.ReadAsync(records, used[0], figures, selection.Scale, warnings, cancellationToken).ConfigureAwait(false);
        return new EvidenceSide(role, key) { Used = used, LeftOut = left, Units = UnitsOf(used), Stated = stated, Warnings = warnings };
    }

    private async Task<EvidenceRun> ReadAsync(RunRow row, EvidenceSelection selection, string? key, ValueAt usual, string? by, CancellationToken cancellationToken)
    {
        var run = new EvidenceRun(row.Run, MetricValue.Undefined("not looked at"), 0);
        if (StatusObstacle(row) is { } obstacle)
            return run with { LeftOut = obstacle };
        var unit = by is null ? row.Run.Id.Tail : UnitOf(row, by);
        if (key is null)
            return run with { Unit = unit };
        var series = row.Series!.ToList();
        if (series.Count == 0)
            return run with { LeftOut = $"it has no metric '{key}'" };
        if (series.Count > 1)
            series = Meant(series, key);
        if (series.Count != 1)
            return run with { LeftOut = $"it measured '{key}' in several ways; say under metrics: which is meant" };
        var (value, step) = await ValueAsync(row.Run.Id, series[0], selection.At ?? usual, cancellationToken).ConfigureAwait(false);
        run = run with { Value = Scaled(value, selection.Scale), Step = step, Identity = series[0].Identity, Line = LineOf(row, key) };
        if (run.Value.NumberOrNull is not { } number || !double.IsFinite(number))
            return run with { LeftOut = value.Kind == MetricKind.Undefined && value.Reason == NoStep ? NoStep : UndefinedValue };
        return unit is null ? run with { LeftOut = $"it has no '{by}', which tells independent units apart" } : run with { Unit = unit };
    }

    // Repetitions of one computation are one piece of evidence: by fingerprint, and among the trials of a study by params and value.
    private static string? Computation(RunRow row, EvidenceSelection selection, MetricValue value) => row.Run.Fingerprint
        ?? (selection.Study is null || row.Params.Count == 0 ? null : $"{string.Join('\n', row.Params.OrderBy(param => param.Key, StringComparer.Ordinal).Select(param => $"{param.Key}={param.Value.Text}"))}\n{value}");

    // A log that does not say how a run ended still states its numbers; every other run must have completed.
    private static string? StatusObstacle(RunRow row) => row.Run switch
    {
        { SupersededWhy: { } why } => $"superseded: {why}",
        { Deleted: not null } => "it lies in the bin",
        { Status: RunStatus.Completed } => null,
        { Status: RunStatus.Lost } when IsUnstated(row) => null,
        { Status: var status } when !status.HasEnded() => status == RunStatus.Running ? "still running" : status.Name(),
        { Status: var status } => status.Name(),
    };

    private static bool IsUnstated(RunRow row) => row.Details?.Log is { HasStatus: false };

    private static int? LineOf(RunRow row, string key)
    {
        var place = "metrics." + key;
        return row.Details?.Log is not { } log ? null : log.Lines?.TryGetValue(place, out var line) == true || log.TextLines?.TryGetValue(place, out line) == true ? line : log.Line;
    }

    private static string? UnitOf(RunRow row, string by) =>
        by == SeedUnit && row.Run.Place?.Seed is { } seed ? seed.ToString(CultureInfo.InvariantCulture)
        : row.Params.TryGetValue(by, out var param) ? param.Text
        : row.Tags.GetValueOrDefault(by);

    private List<MetricSummary> Meant(List<MetricSummary> series, string key)
    {
        if (plan.Metrics.FirstOrDefault(metric => metric.Key == key) is not { } declared)
            return series;
        return
        [
            .. series.Where(summary =>
                (declared.Definition ?? summary.Identity.Definition) == summary.Identity.Definition &&
                (declared.Dataset ?? summary.Identity.Dataset) == summary.Identity.Dataset &&
                (declared.Split ?? summary.Identity.Split) == summary.Identity.Split &&
                (declared.LabelSchema ?? summary.Identity.LabelSchema) == summary.Identity.LabelSchema),
        ];
    }

    private async Task<(MetricValue Value, long Step)> ValueAsync(RunId run, MetricSummary summary, ValueAt at, CancellationToken cancellationToken)
    {
        if (at.Kind == ValueKind.Step)
        {
            var points = await records.GetPointsAsync(run, summary.Identity, cancellationToken).ConfigureAwait(false);
            var there = points.Where(point => point.Step == at.Step).ToList();
            return there.Count == 0 ? (MetricValue.Undefined(NoStep), at.Step) : (there[^1].Value, at.Step);
        }

        if (at.Kind == ValueKind.Last)
            return (summary.Last, summary.LastStep);
        var wantsMax = at.Kind == ValueKind.Max || (at.Kind == ValueKind.Best && DirectionOf(summary) == Direction.Maximize);
        var wantsMin = at.Kind == ValueKind.Min || (at.Kind == ValueKind.Best && DirectionOf(summary) == Direction.Minimize);
        var number = wantsMax ? summary.Max : wantsMin ? summary.Min : summary.Last.NumberOrNull;
        return number is { } value ? (value, wantsMax ? summary.MaxStep : wantsMin ? summary.MinStep : summary.LastStep) : (MetricValue.Undefined("the series holds no number"), summary.LastStep);
    }

    private Direction? DirectionOf(MetricSummary summary) => summary.Identity.Direction
        ?? plan.Metrics.FirstOrDefault(metric => metric.Key == summary.Identity.Key)?.Maximize switch { true => Direction.Maximize, false => Direction.Minimize, null => null };

    private static MetricValue Scaled(MetricValue value, double scale) => value.NumberOrNull is { } number ? MetricValue.Of(number * scale) : value;

    private static List<EvidenceUnit> UnitsOf(List<EvidenceRun> used) =>
    [
        .. used.Where(run => run.Value.NumberOrNull is not null).GroupBy(run => run.Unit!, StringComparer.Ordinal)
            .Select(unit => new EvidenceUnit(unit.Key, unit.Average(run => run.Value.Number), unit.Count()))
            .OrderBy(unit => unit.Name, StringComparer.Ordinal),
    ];

    private static void Warn(List<EvidenceRun> used, string? key, List<string> warnings)
    {
        foreach (var run in used.Where(run => run.Run.Caveat is not null))
            warnings.Add($"run {run.Run.Name} carries a caveat: {run.Run.Caveat}");
        var unstated = used.Count(run => run.Run.Status == RunStatus.Lost);
        if (unstated > 0)
            warnings.Add($"how {(unstated == 1 ? "one run" : Wording.Whole(unstated) + " runs")} ended was never stated; the log's number is taken as it stands");
        var numbers = used.Where(run => run.Value.NumberOrNull is not null).ToList();
        var equal = numbers.Count > 2 ? numbers.GroupBy(run => run.Value.Number).Max(group => group.Count()) : 0;
        if (key is not null && equal > 2 && equal * 2 > numbers.Count)
            warnings.Add($"{Wording.Whole(equal)} of {Wording.Whole(numbers.Count)} runs have the same {key} to the last digit: repeats of one computation are no independent evidence");
    }
}
