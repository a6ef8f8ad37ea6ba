using Assay.Tracking;

namespace Assay.Tuning;

/// <summary>Keeps studies in a store and gets them back: a study with its space and what was reported of it, and every trial as a run.</summary>
public static class StudyStore
{
    /// <summary>Writes a study without its trials; a new one gets an id.</summary>
    /// <param name="records">The store.</param>
    /// <param name="study">The study.</param>
    /// <param name="experiment">Name of the experiment that holds its trials' runs.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="idempotencyKey">A study with the same key is the same study; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The study with its id.</returns>
    public static async Task<Study> SaveAsync(IRunStore records, Study study, string experiment, TimeProvider clock, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(clock);
        var created = study.Created ?? clock.GetUtcNow();
        var stored = await records.SaveStudyAsync(
            new StoredStudy(study.Id ?? RunId.New(clock).Value, study.Name, experiment, study.Direction, study.Metric, StudyDocument.Write(study), created) { IdempotencyKey = idempotencyKey },
            cancellationToken).ConfigureAwait(false);
        return study with { Id = stored.Id, Created = stored.Created };
    }

    /// <summary>Writes trials of a study whose runs are in the store.</summary>
    /// <param name="records">The store.</param>
    /// <param name="study">The study, with its id.</param>
    /// <param name="trials">The trials, each with its run.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The study has no id, or a trial no run.</exception>
    public static Task SaveTrialsAsync(IRunStore records, Study study, IReadOnlyList<Trial> trials, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trials);
        if (study.Id is null || trials.Any(trial => trial.Run is null))
            throw new ArgumentException("A study is stored before its trials, and a trial's run before the trial.", nameof(study));
        return records.SaveTrialsAsync(study.Id, [.. trials.Select(trial => new StoredTrial(trial.Number, trial.Run!.Value, TrialDocument.Write(trial)) { Value = trial.Value })], cancellationToken);
    }

    /// <summary>Reads a study with its trials.</summary>
    /// <param name="records">The store.</param>
    /// <param name="stored">The study as the store has it.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The study.</returns>
    /// <exception cref="AssayException">What is stored cannot be understood.</exception>
    public static async Task<Study> LoadAsync(IRunStore records, StoredStudy stored, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(stored);
        var trials = await records.GetTrialsAsync(stored.Id, cancellationToken).ConfigureAwait(false);
        return StudyDocument.Read(stored) with { Trials = [.. trials.Select(TrialDocument.Read)] };
    }
}
