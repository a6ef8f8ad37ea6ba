using Assay.Tracking.Changes;

namespace Assay.Tracking.Sqlite;

/// <summary>The writer's side of the store: everything that changes it. Writer's thread only, inside a transaction.</summary>
internal sealed class StoreWriter : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly StatusWriter _statuses;
    private readonly FactWriter _facts;
    private readonly MetricWriter _metrics;
    private readonly CorrectionWriter _corrections;
    private (RunHead Head, string Who, string Why) _refusal;

    public StoreWriter(Database database, TimeProvider clock)
    {
        Database = database;
        _clock = clock;
        _statuses = new StatusWriter(database, clock);
        _facts = new FactWriter(database);
        _metrics = new MetricWriter(database);
        Notes = new NoteWriter(database, clock);
        Runs = new RunWriter(database, clock, _statuses, _facts, _metrics, Notes);
        Leases = new LeaseWriter(database, clock, _statuses);
        _corrections = new CorrectionWriter(database, clock, _statuses, _facts, _metrics, Runs);
    }

    /// <summary>The writer's connection.</summary>
    public Database Database { get; }

    /// <summary>Makes runs.</summary>
    public RunWriter Runs { get; }

    /// <summary>Gives and prolongs leases.</summary>
    public LeaseWriter Leases { get; }

    /// <summary>Writes notes.</summary>
    public NoteWriter Notes { get; }

    /// <summary>Applies a batch of changes.</summary>
    /// <param name="batch">The batch.</param>
    public bool Write(WriteBatch batch)
    {
        if (batch.Lease is { } lease)
            RequireHeld(lease);
        // Most batches concern one run: its number is looked up once. Only a status or a bin change reads more, and those read anew.
        var (run, seq) = (default(RunId), 0L);
        foreach (var change in batch.Changes)
        {
            if (seq == 0 || change.Run != run)
                (run, seq) = (change.Run, change is SetDeleted ? RunHead.Read(Database, change.Run).Seq : LiveSeq(change.Run));
            Apply(change, seq, batch.Lease);
            if (change is SetDeleted)
                seq = 0;
        }

        return true;
    }

    /// <summary>Journals the lease that was refused last; what its batch wrote has been undone.</summary>
    public void JournalRefusal() =>
        _statuses.Journal(_refusal.Head.Seq, _clock.GetUtcNow(), _refusal.Who, _refusal.Head.Status, _refusal.Head.Status, _refusal.Why);

    /// <inheritdoc/>
    public void Dispose() => Database.Dispose();

    private void Apply(Change change, long seq, Lease? lease)
    {
        switch (change)
        {
            case LogMetrics metrics:
                _metrics.Log(seq, metrics.Identity, metrics.Points);
                break;
            case SetParam param:
                _facts.SetParam(seq, param.Run, param.Param);
                break;
            case SetTag tag:
                _facts.SetTag(seq, tag.Key, tag.Value);
                break;
            case SetStatus status:
                Move(status, lease);
                break;
            case PatchRun patch:
                if (patch.Patch is { } facts)
                    Runs.Patch(seq, facts);
                if (patch.Details is { } details)
                    Runs.Patch(seq, details);
                break;
            case AddArtifact artifact:
                _facts.AddArtifact(seq, artifact.Artifact);
                break;
            case UseDataset dataset:
                _facts.UseDataset(seq, dataset.Dataset);
                break;
            case AddRunNote note:
                Notes.Add(new Note(0, note.Kind, note.Text, NoteTarget.Run(note.Run), note.Author, _clock.GetUtcNow()));
                break;
            case AdvanceSpool spool:
                _facts.AdvanceSpool(seq, spool);
                break;
            case SetTrial trial:
                StudyTables.Set(Database, seq, trial);
                break;
            case CorrectRun correction:
                _corrections.Correct(seq, correction);
                break;
            case SetDeleted deleted:
                Runs.SetDeleted(seq, deleted.Deleted);
                break;
            default:
                throw new ArgumentException($"The store does not know the change {change.GetType().Name}.", nameof(change));
        }
    }

    private void Move(SetStatus move, Lease? lease)
    {
        var head = RunHead.ReadLive(Database, move.Run);
        if (head.Lease is { } held && (lease is null || lease.Run != move.Run))
        {
            throw new StoreException(
                $"Run {move.Run} is {head.Status.Name()} under {Describe(held.Owner)}, which alone may change its status; stop that process, or take its lease over.");
        }

        _statuses.Move(head, move);
    }

    private void RequireHeld(Lease lease)
    {
        var head = RunHead.Read(Database, lease.Run);
        if (LeaseWriter.Holds(head, lease))
            return;
        var now = head.Lease is { } held ? $"{Describe(held.Owner)} holds it" : $"the run is {head.Status.Name()} and nobody holds it";
        var why = $"refused a write under lease {lease.Epoch.ToString(CultureInfo.InvariantCulture)}: {now} with epoch {head.Epoch.ToString(CultureInfo.InvariantCulture)}";
        _refusal = (head, Describe(lease.Owner), why);
        throw new LeaseLostException($"Run {lease.Run} is no longer worked on by {Describe(lease.Owner)}: {now}. The write was refused.");
    }

    private long LiveSeq(RunId run)
    {
        using (var rows = Database.Prepare("SELECT seq FROM runs WHERE id = ? AND deleted_at IS NULL").Bind(run.Value))
        {
            if (rows.Step())
                return rows.Int64(0);
        }

        // Says which of the two it is.
        return RunHead.ReadLive(Database, run).Seq;
    }

    private static string Describe(LeaseOwner owner) => $"process {owner.ProcessId.ToString(CultureInfo.InvariantCulture)} on {owner.Host}";
}
