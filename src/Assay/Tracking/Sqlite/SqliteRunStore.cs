using Assay.Tracking.Changes;

namespace Assay.Tracking.Sqlite;

/// <summary>The store in one SQLite file, <c>assay.db</c>, for any number of processes on one machine.</summary>
/// <remarks>
/// Writes of a process go through one queue and one connection, many in one transaction; a task completes after the commit returned.
/// Reads run on the caller's thread inside one read transaction and return completed tasks; they never wait for writers, and long ones
/// look at the cancellation token between rows. Database time, which leases compare, is the clock the store was opened with.
/// </remarks>
public sealed partial class SqliteRunStore : IRunStore
{
    // About how many rows one run is, so that a group's transaction stays bounded.
    private const int RowsInRun = 20;

    private readonly StoreFile _file;
    private readonly TimeProvider _clock;
    private readonly GroupCommit _commits;
    private readonly ReaderPool _readers;

    private SqliteRunStore(StoreFile file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
        _commits = new GroupCommit(file, clock);
        _readers = new ReaderPool(file);
    }

    /// <inheritdoc/>
    public string Folder => _file.Folder;

    /// <summary>Whether nothing can be written, because it was opened so or the file does not permit it.</summary>
    public bool IsReadOnly => _file.ReadOnlyReason is not null;

    /// <summary>Opens a store, and makes or upgrades it when that is wished and needed. Synchronous underneath.</summary>
    /// <param name="folder">The store's folder, e.g. <c>.assay</c>.</param>
    /// <param name="options">How; null opens what exists for reading and writing.</param>
    /// <param name="cancellationToken">Ends the opening before it begins.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException">There is none, it is damaged or newer than this program, or it lies on a network file system.</exception>
    public static Task<SqliteRunStore> OpenAsync(string folder, StoreOpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Now(
            () =>
            {
                options ??= new StoreOpenOptions();
                return new SqliteRunStore(StoreFile.Open(folder, options), options.Clock);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Run>> CreateRunsAsync(IReadOnlyList<RunDraft> drafts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        var rows = drafts.Sum(draft => RowsInRun + draft.Notes.Count + draft.Metrics.Sum(series => 1 + series.Points.Count));
        // Made here, on the caller's thread: the writer's is the one that everybody waits for.
        var documents = DetailsWriter.Write(drafts);
        return _commits.WriteAsync(rows, writer => writer.Runs.Create(drafts, documents), cancellationToken);
    }

    /// <inheritdoc/>
    public Task WriteAsync(WriteBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var rows = batch.Changes.Sum(c => c switch { LogMetrics metrics => 1 + metrics.Points.Count, CorrectRun => RowsInRun, _ => 1 });
        return _commits.WriteAsync(rows, writer => writer.Write(batch), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Lease?> TryClaimAsync(RunId run, LeaseOwner owner, TimeSpan duration, string who, CancellationToken cancellationToken = default) =>
        _commits.WriteAsync(1, writer => writer.Leases.TryClaim(run, owner, duration, who), cancellationToken);

    /// <inheritdoc/>
    public Task<Lease?> TryTakeOverAsync(Lease stale, LeaseOwner owner, TimeSpan duration, string who, CancellationToken cancellationToken = default) =>
        _commits.WriteAsync(1, writer => writer.Leases.TryTakeOver(stale, owner, duration, who), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Lease>> RenewAsync(IReadOnlyList<Lease> leases, TimeSpan duration, CancellationToken cancellationToken = default) =>
        _commits.WriteAsync(leases.Count, writer => writer.Leases.Renew(leases, duration), cancellationToken);

    /// <inheritdoc/>
    public Task<Note> AddNoteAsync(Note note, CancellationToken cancellationToken = default) =>
        _commits.WriteAsync(1, writer => writer.Notes.Add(note), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Note>> AddNotesAsync(IReadOnlyList<Note> notes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return _commits.WriteAsync<IReadOnlyList<Note>>(notes.Count, writer => [.. notes.Select(writer.Notes.Add)], cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Note> EditNoteAsync(long id, NotePatch patch, CancellationToken cancellationToken = default) =>
        _commits.WriteAsync(1, writer => writer.Notes.Edit(id, patch), cancellationToken);

    /// <inheritdoc/>
    public Task SaveWorkstreamAsync(Workstream workstream, CancellationToken cancellationToken = default) =>
        _commits.WriteAsync(1, writer => WorkTables.Save(writer.Database, workstream), cancellationToken);

    /// <inheritdoc/>
    public Task<WorkPeriod> SaveWorkPeriodAsync(WorkPeriod period, CancellationToken cancellationToken = default) =>
        _commits.WriteAsync(1, writer => WorkTables.Save(writer.Database, period), cancellationToken);

    /// <inheritdoc/>
    public Task SavePlanAsync(PlanReference plan, CancellationToken cancellationToken = default) =>
        _commits.WriteAsync(1, writer => PlanTables.Save(writer.Database, plan), cancellationToken);

    /// <inheritdoc/>
    public Task SaveLogAsync(StoredLog log, CancellationToken cancellationToken = default) =>
        _commits.WriteAsync(1, writer => PlanTables.Save(writer.Database, log), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimRegistration>> RegisterClaimsAsync(IReadOnlyList<ClaimRegistration> claims, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return _commits.WriteAsync(claims.Count, writer => ClaimTables.Register(writer.Database, claims), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredVerdict>> SaveVerdictsAsync(IReadOnlyList<StoredVerdict> verdicts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        return _commits.WriteAsync(verdicts.Count, writer => ClaimTables.Save(writer.Database, verdicts), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StoredStudy> SaveStudyAsync(StoredStudy study, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        return _commits.WriteAsync(1, writer => StudyTables.Save(writer.Database, writer.Runs, study), cancellationToken);
    }

    /// <inheritdoc/>
    public Task SaveTrialsAsync(string study, IReadOnlyList<StoredTrial> trials, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return _commits.WriteAsync(trials.Count, writer => StudyTables.Save(writer.Database, study, trials), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TrialGrant> AskTrialAsync(TrialAsk ask, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var details = DetailsWriter.Write([ask.Draft])[0];
        return _commits.WriteAsync(RowsInRun, writer => StudyTables.Ask(writer, ask, details), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StoredStudy> AddStudyAsync(StoredStudy study, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        return _commits.WriteAsync(1, writer => StudyTables.Add(writer.Database, writer.Runs, study), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> TryChangeStudyAsync(string study, string known, string document, CancellationToken cancellationToken = default) =>
        _commits.WriteAsync(1, writer => StudyTables.TryChange(writer.Database, study, known, document), cancellationToken);

    /// <inheritdoc/>
    public Task SaveFindingsAsync(IReadOnlyList<FindingSet> sets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sets);
        return _commits.WriteAsync(sets.Sum(set => 1 + set.Findings.Count), writer => FindingTables.Save(writer.Database, sets), cancellationToken);
    }

    /// <inheritdoc/>
    public Task SaveRunnerAsync(RunnerRecord runner, CancellationToken cancellationToken = default) =>
        _commits.WriteAsync(1, writer => PlanTables.Save(writer.Database, runner), cancellationToken);

    /// <summary>Writes what was accepted, then closes the file.</summary>
    /// <returns>Completes when everything is written.</returns>
    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync().ConfigureAwait(false);
        _readers.Dispose();
    }

    private Task<T> Read<T>(Func<Database, T> read, CancellationToken cancellationToken) => Now(() => _readers.Read(read), cancellationToken);

    /// <summary>Does it here and now; the task only carries the result.</summary>
    private static Task<T> Now<T>(Func<T> act, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        try
        {
            return Task.FromResult(act());
        }
        catch (OperationCanceledException canceled) when (canceled.CancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(canceled.CancellationToken);
        }
        catch (Exception failure)
        {
            return Task.FromException<T>(failure);
        }
    }
}
