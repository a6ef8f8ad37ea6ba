using Assay.Tracking.Changes;

namespace Assay.Tracking.Sqlite;

/// <summary>Corrects records of runs that Assay did not execute. Writer's thread only, inside a transaction.</summary>
internal sealed class CorrectionWriter(Database database, TimeProvider clock, StatusWriter statuses, FactWriter facts, MetricWriter metrics, RunWriter runs)
{
    /// <summary>Applies a correction and journals it.</summary>
    /// <exception cref="ChangeRefusedException">Assay executed the run, or a program logged it.</exception>
    public void Correct(long seq, CorrectRun correction)
    {
        var head = RunHead.ReadLive(database, correction.Run);
        RequireTyped(seq, correction.Run);
        var now = clock.GetUtcNow();
        var status = correction.Status ?? head.Status;
        if (correction.Status is not null || correction.Started is not null)
        {
            var started = correction.Started is { } start ? Microseconds.Of(start) : head.Started;
            using var update = database.Prepare("UPDATE runs SET status = ?2, started_at = ?3, ended_at = ?4 WHERE seq = ?1");
            update.Bind(seq).Bind(status.Name()).Bind(status >= RunStatus.Running ? started : null).Bind(status.HasEnded() ? Ended(head, correction, started, now) : null).Run();
        }

        if (correction.Experiment is { } experiment)
        {
            using var update = database.Prepare("UPDATE runs SET experiment = ?2 WHERE seq = ?1");
            update.Bind(seq).Bind(runs.ExperimentNumber(experiment, now)).Run();
        }

        foreach (var key in correction.RemovedParams.Concat(correction.Params.Select(param => param.Key)))
        {
            using var delete = database.Prepare("DELETE FROM params WHERE run = ? AND key = ?");
            delete.Bind(seq).Bind(key).Run();
        }

        foreach (var param in correction.Params)
            facts.SetParam(seq, correction.Run, param);
        foreach (var key in correction.RemovedMetrics.Concat(correction.Metrics.Select(series => series.Identity.Key)).Distinct())
            metrics.Remove(seq, key);
        foreach (var series in correction.Metrics)
            metrics.Log(seq, series.Identity, series.Points);
        statuses.Journal(seq, now, correction.Who, head.Status, status, correction.Why);
    }

    // What a person dated began and ended then.
    private static long Ended(RunHead head, CorrectRun correction, long? started, DateTimeOffset now)
    {
        var ended = correction.Started is null ? head.Ended ?? started ?? Microseconds.Of(now) : started!.Value;
        return Math.Max(ended, started ?? long.MinValue);
    }

    private void RequireTyped(long seq, RunId run)
    {
        using var row = database.Prepare("SELECT kind FROM runs WHERE seq = ?").Bind(seq);
        _ = row.Step();
        var kind = Names<RunKind>.Parse(row.SharedText(0));
        if (kind is RunKind.Command or RunKind.Program)
            throw new ChangeRefusedException($"Run {run} was {(kind == RunKind.Command ? "executed" : "logged by a program")}: its status, times, params and metrics are facts and are not corrected. Say what is wrong with it as a caveat, or supersede it.");
    }
}
