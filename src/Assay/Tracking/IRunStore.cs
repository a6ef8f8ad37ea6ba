using Assay.Tracking.Changes;

namespace Assay.Tracking;

/// <summary>
/// Holds experiments, runs and everything known about them. The contract, which every implementation passes the same suite for:
/// <list type="bullet">
/// <item>A write has happened when its task completes; it survives the death of any process, and of the machine.</item>
/// <item>A batch is applied as a whole or not at all, and concurrent batches one after the other.</item>
/// <item>Any number of processes may have the store open; a busy store makes a writer wait, never fail.</item>
/// <item>Reads see what was committed before they began, and never wait for writers.</item>
/// <item>Instances are safe for concurrent use. What was read does not change afterwards.</item>
/// </list>
/// </summary>
/// <exception cref="StoreException">The store is damaged, read-only, full, newer than this program, or the request is impossible.</exception>
public interface IRunStore : IAsyncDisposable
{
    /// <summary>The folder that holds the store's files: runs, artifacts, backups. Absolute.</summary>
    string Folder { get; }

    /// <summary>Makes runs, in one transaction. A draft whose idempotency key exists gives the existing run, unchanged.</summary>
    /// <param name="drafts">The runs to make.</param>
    /// <param name="cancellationToken">Ends the wait; what was accepted is still written.</param>
    /// <returns>The runs, in the order of the drafts.</returns>
    Task<IReadOnlyList<Run>> CreateRunsAsync(IReadOnlyList<RunDraft> drafts, CancellationToken cancellationToken = default);

    /// <summary>Applies a batch of changes; durable when the task completes.</summary>
    /// <param name="batch">The changes.</param>
    /// <param name="cancellationToken">Ends the wait; what was accepted is still written.</param>
    /// <exception cref="LeaseLostException">The batch's lease is stale; the refusal is journaled.</exception>
    /// <exception cref="RunNotFoundException">A run does not exist or lies in the bin.</exception>
    Task WriteAsync(WriteBatch batch, CancellationToken cancellationToken = default);

    /// <summary>Claims a planned run: its status becomes queued and the caller holds its lease.</summary>
    /// <param name="run">The run.</param>
    /// <param name="owner">The claiming process.</param>
    /// <param name="duration">How long the lease lasts unless renewed.</param>
    /// <param name="who">For the journal.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The lease; null when the run is no longer planned.</returns>
    Task<Lease?> TryClaimAsync(RunId run, LeaseOwner owner, TimeSpan duration, string who, CancellationToken cancellationToken = default);

    /// <summary>Takes over the lease of a queued or running run whose owner is known to be dead, by compare-and-swap on its epoch.</summary>
    /// <param name="stale">The lease as it was read.</param>
    /// <param name="owner">The process that takes over.</param>
    /// <param name="duration">How long the new lease lasts unless renewed.</param>
    /// <param name="who">For the journal.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new lease with a higher epoch; null when somebody else was first or the run has ended.</returns>
    Task<Lease?> TryTakeOverAsync(Lease stale, LeaseOwner owner, TimeSpan duration, string who, CancellationToken cancellationToken = default);

    /// <summary>Prolongs leases.</summary>
    /// <param name="leases">The leases.</param>
    /// <param name="duration">How long they last from now, database time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The leases that still hold, prolonged; those that were taken over are missing.</returns>
    Task<IReadOnlyList<Lease>> RenewAsync(IReadOnlyList<Lease> leases, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Reads a run, in the bin or not.</summary>
    /// <param name="run">Its id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The run; null when there is none.</returns>
    Task<Run?> GetRunAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>Runs outside the bin that answer to a reference: a whole id, at least 4 leading or trailing digits of one, a name, or the id of a planned experiment.</summary>
    /// <param name="reference">What the user typed.</param>
    /// <param name="limit">Most runs to return; newest first.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The runs; an exact id or name goes before everything else.</returns>
    Task<IReadOnlyList<Run>> FindRunsAsync(string reference, int limit, CancellationToken cancellationToken = default);

    /// <summary>Reads runs by a query, newest first unless the query orders them.</summary>
    /// <param name="search">What to read.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>One page.</returns>
    Task<Page<RunRow>> SearchAsync(RunSearch search, CancellationToken cancellationToken = default);

    /// <summary>Number of runs by status among those a search would find; columns, limit and order do not matter.</summary>
    /// <param name="search">What to count.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Counts of the statuses that occur.</returns>
    Task<IReadOnlyDictionary<RunStatus, long>> CountAsync(RunSearch search, CancellationToken cancellationToken = default);

    /// <summary>Reads the long part of a run's record.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The details, empty when none were stored.</returns>
    Task<RunDetails> GetDetailsAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>Reads a run's parameters by key.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The parameters, ordinal order.</returns>
    Task<IReadOnlyList<Param>> GetParamsAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>Reads a run's tags.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Tags by key.</returns>
    Task<IReadOnlyDictionary<string, string>> GetTagsAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>Summaries of all metric series of a run, by key and identity.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The summaries, ordinal order of keys.</returns>
    Task<IReadOnlyList<MetricSummary>> GetMetricsAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>Reads the points of a series by step, then order of logging.</summary>
    /// <param name="run">The run.</param>
    /// <param name="identity">The series; its direction does not matter.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The points; empty when there is no such series.</returns>
    Task<IReadOnlyList<MetricPoint>> GetPointsAsync(RunId run, MetricIdentity identity, CancellationToken cancellationToken = default);

    /// <summary>Reads the files a run left, by path.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The files.</returns>
    Task<IReadOnlyList<Artifact>> GetArtifactsAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>Reads the datasets a run used.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The datasets, by name and role.</returns>
    Task<IReadOnlyList<Dataset>> GetDatasetsAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>Reads a run's journal.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The entries, oldest first.</returns>
    Task<IReadOnlyList<StatusEvent>> GetEventsAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>How far the run's spool files have been consumed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>One entry a file.</returns>
    Task<IReadOnlyList<SpoolPosition>> GetSpoolsAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>Reads the experiments outside the bin, by number.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The experiments; "Default" is always there.</returns>
    Task<IReadOnlyList<Experiment>> GetExperimentsAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds a note.</summary>
    /// <param name="note">The note; its id is 0, and an order of 0 puts it last.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The note as stored.</returns>
    Task<Note> AddNoteAsync(Note note, CancellationToken cancellationToken = default);

    /// <summary>Adds notes, in one transaction, in their order.</summary>
    /// <param name="notes">The notes; their ids are 0, and an order of 0 puts each last.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The notes as stored.</returns>
    Task<IReadOnlyList<Note>> AddNotesAsync(IReadOnlyList<Note> notes, CancellationToken cancellationToken = default);

    /// <summary>Changes a note.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="patch">The changes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The note as stored.</returns>
    Task<Note> EditNoteAsync(long id, NotePatch patch, CancellationToken cancellationToken = default);

    /// <summary>Reads notes by target, order and id.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The notes.</returns>
    Task<IReadOnlyList<Note>> GetNotesAsync(NoteFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Writes a workstream, new or known; null parts of a known one stay as they are.</summary>
    /// <param name="workstream">The workstream.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task SaveWorkstreamAsync(Workstream workstream, CancellationToken cancellationToken = default);

    /// <summary>Reads the workstreams by id.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The workstreams.</returns>
    Task<IReadOnlyList<Workstream>> GetWorkstreamsAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes a work period: a new one when its id is 0, else the known one as a whole.</summary>
    /// <param name="period">The period.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The period as stored.</returns>
    Task<WorkPeriod> SaveWorkPeriodAsync(WorkPeriod period, CancellationToken cancellationToken = default);

    /// <summary>Reads work periods, oldest first.</summary>
    /// <param name="workstream">Only of this workstream; null for all.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The periods.</returns>
    Task<IReadOnlyList<WorkPeriod>> GetWorkPeriodsAsync(string? workstream, CancellationToken cancellationToken = default);

    /// <summary>Remembers a plan as it is now, replacing what was known under its name.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task SavePlanAsync(PlanReference plan, CancellationToken cancellationToken = default);

    /// <summary>Reads the remembered plans by name.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The plans.</returns>
    Task<IReadOnlyList<PlanReference>> GetPlansAsync(CancellationToken cancellationToken = default);

    /// <summary>Remembers what a log says besides its runs and notes, replacing what was known under its name.</summary>
    /// <param name="log">The log.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task SaveLogAsync(StoredLog log, CancellationToken cancellationToken = default);

    /// <summary>Reads the remembered logs by name.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The logs.</returns>
    Task<IReadOnlyList<StoredLog>> GetLogsAsync(CancellationToken cancellationToken = default);

    /// <summary>Remembers claims; one that is known keeps the time it was first seen.</summary>
    /// <param name="claims">The claims, as seen now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The same claims, each with the time it was first seen.</returns>
    Task<IReadOnlyList<ClaimRegistration>> RegisterClaimsAsync(IReadOnlyList<ClaimRegistration> claims, CancellationToken cancellationToken = default);

    /// <summary>Reads the claims of a plan as they were first seen, every wording.</summary>
    /// <param name="plan">The plan's name.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The claims, by id and time.</returns>
    Task<IReadOnlyList<ClaimRegistration>> GetClaimsAsync(string plan, CancellationToken cancellationToken = default);

    /// <summary>Stores verdicts, each unless it repeats the last one on the same wording of its claim.</summary>
    /// <param name="verdicts">The verdicts; their numbers are 0.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Those that were stored: the changes.</returns>
    Task<IReadOnlyList<StoredVerdict>> SaveVerdictsAsync(IReadOnlyList<StoredVerdict> verdicts, CancellationToken cancellationToken = default);

    /// <summary>Reads the changes of verdicts, oldest first.</summary>
    /// <param name="plan">Only of this plan's claims; null for all.</param>
    /// <param name="claim">Only of this claim; null for all.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The verdicts.</returns>
    Task<IReadOnlyList<StoredVerdict>> GetVerdictsAsync(string? plan, string? claim, CancellationToken cancellationToken = default);

    /// <summary>Writes a study, new or known by its id or idempotency key; its trials stay.</summary>
    /// <param name="study">The study.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The study as stored: with the id of the known one when its idempotency key is known.</returns>
    Task<StoredStudy> SaveStudyAsync(StoredStudy study, CancellationToken cancellationToken = default);

    /// <summary>Writes trials of a study, new or known by their numbers, in one transaction.</summary>
    /// <param name="study">Id of the study.</param>
    /// <param name="trials">The trials; their runs exist.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreException">There is no such study, or a run is another trial's.</exception>
    Task SaveTrialsAsync(string study, IReadOnlyList<StoredTrial> trials, CancellationToken cancellationToken = default);

    /// <summary>Reads studies, oldest first.</summary>
    /// <param name="reference">An id, at least 4 leading or trailing digits of one, or a name; null for all.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The studies that answer; an exact id goes before everything else.</returns>
    Task<IReadOnlyList<StoredStudy>> GetStudiesAsync(string? reference = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the trials of a study by number; those whose runs lie in the bin are left out.</summary>
    /// <param name="study">Id of the study.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The trials.</returns>
    Task<IReadOnlyList<StoredTrial>> GetTrialsAsync(string study, CancellationToken cancellationToken = default);

    /// <summary>Makes a run and, with the study's next number, the trial that it is, in one transaction: of any number of processes no two get one number.</summary>
    /// <param name="ask">What is asked for.</param>
    /// <param name="cancellationToken">Ends the wait; what was accepted is still written.</param>
    /// <returns>The trial; without a run when the number asked for is taken or the limit reached: then nothing was made.</returns>
    /// <exception cref="StoreException">There is no such study.</exception>
    Task<TrialGrant> AskTrialAsync(TrialAsk ask, CancellationToken cancellationToken = default);

    /// <summary>Writes a study unless one with its idempotency key is there, which then stays as it is.</summary>
    /// <param name="study">The study, with an idempotency key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The study that is there now.</returns>
    Task<StoredStudy> AddStudyAsync(StoredStudy study, CancellationToken cancellationToken = default);

    /// <summary>Replaces a study's document, unless another process replaced it meanwhile.</summary>
    /// <param name="study">Id of the study.</param>
    /// <param name="known">The document as it was read.</param>
    /// <param name="document">The new one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was replaced; when not, read it again.</returns>
    Task<bool> TryChangeStudyAsync(string study, string known, string document, CancellationToken cancellationToken = default);

    /// <summary>Reads what changed in a study: trials that were made or told of, and those whose runs changed their status.</summary>
    /// <param name="study">Id of the study.</param>
    /// <param name="since">The revision that was read last; −1 for all trials.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The changes.</returns>
    /// <exception cref="StoreException">There is no such study.</exception>
    Task<TrialChanges> GetTrialChangesAsync(string study, long since, CancellationToken cancellationToken = default);

    /// <summary>Writes what was found, in one transaction: each set takes the place of what was found of its subject before; a set of neither run nor study is of the store as a whole.</summary>
    /// <param name="sets">The findings, by subject.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task SaveFindingsAsync(IReadOnlyList<FindingSet> sets, CancellationToken cancellationToken = default);

    /// <summary>Reads what was found.</summary>
    /// <param name="run">Only of this run; null for all.</param>
    /// <param name="study">Only of the study with this id; null for all.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The findings, oldest first.</returns>
    Task<IReadOnlyList<StoredFinding>> GetFindingsAsync(RunId? run = null, string? study = null, CancellationToken cancellationToken = default);

    /// <summary>Writes a runner, new or known, as a whole; a stop that was asked for stays asked for.</summary>
    /// <param name="runner">The runner.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task SaveRunnerAsync(RunnerRecord runner, CancellationToken cancellationToken = default);

    /// <summary>Reads the runners, newest first.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The runners that have not ended, and the last 20 that have.</returns>
    Task<IReadOnlyList<RunnerRecord>> GetRunnersAsync(CancellationToken cancellationToken = default);

    /// <summary>Checks the store: damage, broken links, summaries that differ from their points.</summary>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>What was found; empty when sound.</returns>
    Task<IReadOnlyList<StoreProblem>> CheckAsync(CancellationToken cancellationToken = default);
}
