using Assay.Tracking;

namespace Assay.Planning.Progress;

/// <summary>A planned experiment with its runs.</summary>
/// <param name="Experiment">What is planned.</param>
/// <param name="Fingerprint">SHA-256 that decides whether it is due; null when its inputs cannot be read.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Why">A sentence about the state where it needs one; else null.</param>
/// <param name="Rows">All its runs outside the bin, oldest first, with the columns that were asked for.</param>
/// <param name="NextAttempt">Number of the next try, from 1; the tries of one fingerprint are counted, those in the bin too.</param>
public sealed record ExperimentProgress(PlannedExperiment Experiment, string? Fingerprint, ExperimentState State, string? Why, IReadOnlyList<RunRow> Rows, int NextAttempt)
{
    /// <summary>The run that makes it done; null when it is not done.</summary>
    public RunRow? Completed => State == ExperimentState.Done ? Rows.LastOrDefault(row => Counts(row.Run, Fingerprint)) : null;

    /// <summary>The run that is queued or running; null when none is.</summary>
    public Run? Active => Rows.Select(row => row.Run).LastOrDefault(run => run.Status is RunStatus.Queued or RunStatus.Running);

    /// <summary>Whether it is to be executed: not done, not running, not blocked.</summary>
    public bool IsDue => State is ExperimentState.Pending or ExperimentState.Changed or ExperimentState.Failed or ExperimentState.Cancelled;

    /// <summary>Whether a run makes an experiment of this fingerprint done: completed, and not superseded.</summary>
    /// <param name="run">The run.</param>
    /// <param name="fingerprint">The experiment's fingerprint.</param>
    /// <returns>Whether it counts.</returns>
    public static bool Counts(Run run, string? fingerprint) =>
        run.Status == RunStatus.Completed && run.Fingerprint == fingerprint && run.SupersededWhy is null;
}
