namespace Assay.Tracking.Sqlite;

/// <content>Reading.</content>
public sealed partial class SqliteRunStore
{
    /// <inheritdoc/>
    public Task<Run?> GetRunAsync(RunId run, CancellationToken cancellationToken = default) => Read(db => RunRows.ById(db, run), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Run>> FindRunsAsync(string reference, int limit, CancellationToken cancellationToken = default) =>
        Read(db => RunRows.Find(db, reference, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<RunRow>> SearchAsync(RunSearch search, CancellationToken cancellationToken = default) =>
        Read(db => RunSearcher.Search(db, search, _clock.GetUtcNow(), _readers, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<RunStatus, long>> CountAsync(RunSearch search, CancellationToken cancellationToken = default) =>
        Read(db => RunSearcher.Count(db, search, _clock.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task<RunDetails> GetDetailsAsync(RunId run, CancellationToken cancellationToken = default) =>
        OfRun(run, FactReader.Details, new RunDetails(), cancellationToken)!;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Param>> GetParamsAsync(RunId run, CancellationToken cancellationToken = default) =>
        OfRun(run, FactReader.Params, [], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> GetTagsAsync(RunId run, CancellationToken cancellationToken = default) =>
        OfRun(run, FactReader.Tags, new Dictionary<string, string>(), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MetricSummary>> GetMetricsAsync(RunId run, CancellationToken cancellationToken = default) =>
        OfRun(run, MetricRows.Summaries, [], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MetricPoint>> GetPointsAsync(RunId run, MetricIdentity identity, CancellationToken cancellationToken = default) =>
        OfRun(run, (db, seq) => MetricRows.Points(db, seq, identity, cancellationToken), [], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Artifact>> GetArtifactsAsync(RunId run, CancellationToken cancellationToken = default) =>
        OfRun(run, FactReader.Artifacts, [], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Dataset>> GetDatasetsAsync(RunId run, CancellationToken cancellationToken = default) =>
        OfRun(run, FactReader.Datasets, [], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StatusEvent>> GetEventsAsync(RunId run, CancellationToken cancellationToken = default) =>
        OfRun(run, FactReader.Events, [], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SpoolPosition>> GetSpoolsAsync(RunId run, CancellationToken cancellationToken = default) =>
        OfRun(run, FactReader.Spools, [], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Experiment>> GetExperimentsAsync(CancellationToken cancellationToken = default) => Read(PlanTables.Experiments, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Note>> GetNotesAsync(NoteFilter filter, CancellationToken cancellationToken = default) =>
        Read(db => NoteRows.Filter(db, filter), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Workstream>> GetWorkstreamsAsync(CancellationToken cancellationToken = default) => Read(WorkTables.Workstreams, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkPeriod>> GetWorkPeriodsAsync(string? workstream, CancellationToken cancellationToken = default) =>
        Read(db => WorkTables.Periods(db, workstream), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredLog>> GetLogsAsync(CancellationToken cancellationToken = default) => Read(PlanTables.Logs, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlanReference>> GetPlansAsync(CancellationToken cancellationToken = default) => Read(PlanTables.Plans, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimRegistration>> GetClaimsAsync(string plan, CancellationToken cancellationToken = default) =>
        Read(db => ClaimTables.Claims(db, plan), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredVerdict>> GetVerdictsAsync(string? plan, string? claim, CancellationToken cancellationToken = default) =>
        Read(db => ClaimTables.Verdicts(db, plan, claim), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredStudy>> GetStudiesAsync(string? reference = null, CancellationToken cancellationToken = default) =>
        Read(db => StudyTables.Studies(db, reference), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredTrial>> GetTrialsAsync(string study, CancellationToken cancellationToken = default) => Read(db => StudyTables.Trials(db, study), cancellationToken);

    /// <inheritdoc/>
    public Task<TrialChanges> GetTrialChangesAsync(string study, long since, CancellationToken cancellationToken = default) => Read(db => StudyTables.Changes(db, study, since), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredFinding>> GetFindingsAsync(RunId? run = null, string? study = null, CancellationToken cancellationToken = default) =>
        Read(db => FindingTables.Read(db, run, study), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunnerRecord>> GetRunnersAsync(CancellationToken cancellationToken = default) => Read(PlanTables.Runners, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoreProblem>> CheckAsync(CancellationToken cancellationToken = default) =>
        Read(db => StoreCheck.Check(db, cancellationToken), cancellationToken);

    /// <summary>Reads what belongs to a run; nothing belongs to a run that does not exist.</summary>
    private Task<T> OfRun<T>(RunId run, Func<Database, long, T?> read, T none, CancellationToken cancellationToken)
        where T : class => Read(db => RunRows.SeqOf(db, run) is { } seq ? read(db, seq) ?? none : none, cancellationToken);
}
