using Assay.Tracking;
using Assay.Tuning;

namespace Assay.Interop;

/// <summary>Writes a study that others left into the store, every trial as a run; the same files again change nothing.</summary>
public static class StudyImport
{
    /// <summary>Intermediate values are a series of their own: the objective's has one point, its value.</summary>
    internal const string ReportsSuffix = "/reported";

    /// <summary>Writes the study.</summary>
    /// <param name="records">The store.</param>
    /// <param name="content">The study as it was read.</param>
    /// <param name="options">How; the experiment holds the trials' runs.</param>
    /// <param name="cancellationToken">Ends the import before it writes.</param>
    /// <returns>The study with its id, and how many trials are new.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public static async Task<(Study Study, int Added)> WriteAsync(IRunStore records, StudyFolderContent content, ResultImportOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        var key = $"import-study/{options.Experiment}/{content.Study.Name}/{content.Digest}";
        // From here on a killed import is finished by the next: studies, runs and trials are all known by their keys.
        var study = await StudyStore.SaveAsync(records, content.Study, options.Experiment, options.Clock, key, CancellationToken.None).ConfigureAwait(false);
        var known = (await records.GetTrialsAsync(study.Id!, cancellationToken).ConfigureAwait(false)).Select(trial => trial.Number).ToHashSet();
        var time = study.Created ?? options.Clock.GetUtcNow();
        var runs = await records.CreateRunsAsync([.. study.Trials.Select(trial => Draft(study, trial, key, time, content, options))], CancellationToken.None).ConfigureAwait(false);
        var trials = study.Trials.Zip(runs, (trial, run) => trial with { Run = run.Id }).ToList();
        await StudyStore.SaveTrialsAsync(records, study, trials, CancellationToken.None).ConfigureAwait(false);
        return (study with { Trials = trials }, trials.Count(trial => !known.Contains(trial.Number)));
    }

    private static RunDraft Draft(Study study, Trial trial, string key, DateTimeOffset time, StudyFolderContent content, ResultImportOptions options)
    {
        var status = trial.State switch
        {
            TrialState.Completed => RunStatus.Completed,
            TrialState.Pruned => RunStatus.Pruned,
            // Whoever left the file is not working on it any more.
            TrialState.Waiting => RunStatus.Planned,
            TrialState.Running => RunStatus.Lost,
            _ => RunStatus.Failed,
        };
        var (started, ended) = content.Times.GetValueOrDefault(trial.Number);
        var end = ended ?? (started is { } begun && begun > time ? begun : time);
        var begin = started is { } known && known <= end ? known : end - (trial.Duration ?? TimeSpan.Zero);
        var metrics = trial.Metrics.Where(metric => study.Objectives.All(objective => objective.Metric != metric.Key)).Select(metric => Series(new MetricIdentity(metric.Key), metric.Value)).ToList();
        if (trial.Value is { } value)
            metrics.Insert(0, Series(new MetricIdentity(study.Metric) { Direction = study.Direction }, value));
        metrics.AddRange(study.FurtherObjectives.Zip(trial.FurtherValues, (objective, further) => Series(new MetricIdentity(objective.Metric) { Direction = objective.Direction }, further)));
        if (content.Reports.TryGetValue(trial.Number, out var reports))
            metrics.Add(new MetricSeries(new MetricIdentity(study.Metric + ReportsSuffix) { Direction = study.Direction }, [.. reports.Select(report => new MetricPoint(report.Step, end, report.Value))]));
        return new RunDraft(options.Experiment)
        {
            IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"{key}/{trial.Number}"),
            Name = string.Create(CultureInfo.InvariantCulture, $"{study.Name}#{trial.Number}"),
            Kind = RunKind.Imported,
            Status = status,
            User = options.Who,
            Started = status == RunStatus.Planned ? null : begin,
            Ended = status == RunStatus.Planned ? null : end,
            Facts = new RunPatch { ErrorLine = status == RunStatus.Failed ? trial.Why : null },
            Details = new RunDetails { ImportedFrom = $"{study.Source} sha256:{content.Digest}" },
            Params = [.. trial.Params.Select(parameter => new Param(parameter.Key, parameter.Value.Json))],
            Metrics = metrics,
            Tags = new Dictionary<string, string> { ["study"] = study.Name },
        };

        MetricSeries Series(MetricIdentity identity, MetricValue point) => new(identity, [new MetricPoint(0, end, point)]);
    }
}
