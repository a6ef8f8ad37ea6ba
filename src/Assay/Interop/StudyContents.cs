using Assay.Tracking;
using Assay.Tuning;

namespace Assay.Interop;

/// <summary>Joins a study of the store with what its trials' runs know: further metrics, times, intermediate values.</summary>
public static class StudyContents
{
    /// <summary>Joins them.</summary>
    /// <param name="study">The study.</param>
    /// <param name="runs">Its trials' runs with metrics and curves; a trial whose run is not among them stays as it is.</param>
    /// <returns>The study with everything.</returns>
    public static StudyFolderContent Of(Study study, IReadOnlyDictionary<RunId, RunRow> runs)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(runs);
        var trials = new List<Trial>();
        var times = new Dictionary<int, (DateTimeOffset?, DateTimeOffset?)>();
        var reports = new Dictionary<int, IReadOnlyList<(long, double)>>();
        foreach (var trial in study.Trials)
        {
            if (trial.Run is not { } id || !runs.TryGetValue(id, out var row))
            {
                trials.Add(trial);
                continue;
            }

            var own = row.Metrics.Values.Where(metric => metric.Identity.Key != study.Metric + StudyImport.ReportsSuffix && study.Objectives.All(objective => objective.Metric != metric.Identity.Key)).DistinctBy(metric => metric.Identity.Key);
            trials.Add(trial with { Metrics = own.ToDictionary(metric => metric.Identity.Key, metric => metric.Last, StringComparer.Ordinal) });
            times[trial.Number] = (row.Run.Started, row.Run.Ended);
            if ((row.Curves ?? []).FirstOrDefault(curve => curve.Identity.Key == study.Metric + StudyImport.ReportsSuffix || curve.Identity.Key == study.Metric) is { } curve)
                reports[trial.Number] = [.. curve.Steps.Zip(curve.Values)];
        }

        return new StudyFolderContent(study with { Trials = trials }, "", []) { Times = times, Reports = reports };
    }
}
