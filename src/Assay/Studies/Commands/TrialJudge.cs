using System.Text.RegularExpressions;
using Assay.Execution;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Results;
using Assay.Tuning;

namespace Assay.Studies.Commands;

/// <summary>
/// Finds the objectives of a trial that a command evaluated: in its declared results, else in what it wrote into the spool or the file of reports, else as
/// <c>name: 0.71</c> or <c>name=0.71</c> on standard output. A trial without them failed, whatever the exit code.
/// </summary>
internal sealed class TrialJudge(IRunStore records, ActiveStudy study, Trial trial, ReportFile? reports) : IRunJudge
{
    /// <summary>What the trial is after its end; null before.</summary>
    public Trial? Told { get; private set; }

    /// <inheritdoc/>
    public async Task<RunJudgement> JudgeAsync(RunStatus status, string? why, ResultReading reading, string folder, DateTimeOffset ended)
    {
        var run = trial.Run!.Value;
        var changes = new List<Change>(reports?.TakeRest() ?? []);
        var values = new List<MetricValue?>();
        foreach (var objective in study.Objectives)
            values.Add(await FindAsync(run, objective, reading, folder, ended, changes).ConfigureAwait(false));
        var (points, stored) = await PointsAsync(run, reading, changes).ConfigureAwait(false);
        if (status == RunStatus.Completed)
        {
            for (var index = 0; index < values.Count && status == RunStatus.Completed; index++)
            {
                var name = study.Objectives[index].Metric;
                if (values[index] is not { } value)
                    (status, why) = (RunStatus.Failed, $"it left no {name}: neither a declared result nor the spool has it, and no line '{name}: <number>' is on standard output");
                else if (value.Kind != MetricKind.Number)
                    (status, why) = (RunStatus.Failed, value.Kind == MetricKind.NaN ? $"the objective {name} is NaN" : $"the objective {name} is undefined: {value.Reason}");
            }
        }

        var kept = status is RunStatus.Completed or RunStatus.Failed ? values.OfType<MetricValue>().ToList() : [];
        if (status == RunStatus.Pruned && points.Count > 0)
            kept = [points[^1].Value];
        if (kept.Count < values.Count && status != RunStatus.Pruned)
            kept = [];
        Told = trial with
        {
            State = status switch { RunStatus.Completed => TrialState.Completed, RunStatus.Pruned => TrialState.Pruned, _ => TrialState.Failed },
            Value = kept.Count > 0 ? kept[0] : null,
            FurtherValues = [.. kept.Skip(1)],
            LastStep = points.Count > 1 || stored > 0 ? points[^1].Step : null,
            Why = why,
        };
        changes.Add(new SetTrial(run, TrialDocument.Write(Told), Told.Value));
        return new RunJudgement(status, why, changes);
    }

    private async Task<MetricValue?> FindAsync(RunId run, Objective objective, ResultReading reading, string folder, DateTimeOffset ended, List<Change> changes)
    {
        foreach (var metric in reading.Metrics.Reverse())
        {
            if (metric.Key == objective.Metric)
                return metric.Value;
        }

        if (changes.OfType<LogMetrics>().LastOrDefault(logged => logged.Identity.Key == objective.Metric) is { Points.Count: > 0 } last)
            return last.Points[^1].Value;
        foreach (var summary in await records.GetMetricsAsync(run, CancellationToken.None).ConfigureAwait(false))
        {
            if (summary.Identity.Key == objective.Metric)
                return summary.Last;
        }

        // Groups may not have any name, a metric may.
        var pattern = $@"(?:^|[\s,;{{""'])" + Regex.Escape(objective.Metric) + @"[""']?\s*[:=]\s*(?<value>[-+]?(?:nan|inf(?:inity)?|[0-9]*\.?[0-9]+(?:e[-+]?[0-9]+)?))";
        var source = new ResultSource(ResultFormat.StandardOutput, "(?i)" + pattern) { Map = new Dictionary<string, string> { [objective.Metric] = "value" } };
        var printed = ResultReader.Read([source], folder, Path.Combine(folder, RunFolder.StandardOutput)).Metrics;
        if (printed.Count == 0)
            return null;
        changes.Add(new LogMetrics(run, new MetricIdentity(objective.Metric) { Direction = objective.Direction }, [.. printed.Select(metric => new MetricPoint(metric.Step, ended, metric.Value))]));
        return printed[^1].Value;
    }

    // What was reported on the way: points in the store, in results with steps, and those that are written now.
    private async Task<(IReadOnlyList<MetricPoint> Points, int Stored)> PointsAsync(RunId run, ResultReading reading, List<Change> changes)
    {
        var metric = study.Objectives[0].Metric;
        var stored = await records.GetPointsAsync(run, new MetricIdentity(metric), CancellationToken.None).ConfigureAwait(false);
        MetricPoint[] all =
        [
            .. stored,
            .. changes.OfType<LogMetrics>().Where(logged => logged.Identity.Key == metric).SelectMany(logged => logged.Points),
            .. reading.Metrics.Where(one => one.Key == metric).Select(one => new MetricPoint(one.Step, default, one.Value)),
        ];
        return (all, stored.Count + (reports is null ? 0 : all.Length - stored.Count));
    }
}
