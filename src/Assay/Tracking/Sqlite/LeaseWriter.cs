namespace Assay.Tracking.Sqlite;

/// <summary>
/// Gives, moves and prolongs leases. Writer's thread only, inside a transaction, so that of two processes one is first. Database time is
/// the store's clock: the store lies on a local disk, so all its users share one machine's time.
/// </summary>
internal sealed class LeaseWriter(Database database, TimeProvider clock, StatusWriter statuses)
{
    private const string TakeSql =
        "UPDATE runs SET status = ?2, lease_host = ?3, lease_boot = ?4, lease_pid = ?5, lease_start = ?6, lease_epoch = ?7, lease_expires = ?8 WHERE seq = ?1";

    private const string RenewSql =
        "UPDATE runs SET lease_expires = ?1 WHERE id = ?2 AND lease_epoch = ?3 AND lease_host = ?4 AND lease_boot = ?5 AND lease_pid = ?6 AND lease_start = ?7";

    /// <summary>Claims a planned run.</summary>
    /// <returns>The lease; null when the run is no longer planned.</returns>
    /// <exception cref="RunNotFoundException">There is no such run, or it lies in the bin.</exception>
    public Lease? TryClaim(RunId run, LeaseOwner owner, TimeSpan duration, string who)
    {
        var head = RunHead.ReadLive(database, run);
        return head.Status == RunStatus.Planned ? Take(head, RunStatus.Queued, owner, duration, who, "claimed") : null;
    }

    /// <summary>Takes a lease over from an owner that is dead.</summary>
    /// <returns>The lease; null when the stale one is no longer the run's.</returns>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public Lease? TryTakeOver(Lease stale, LeaseOwner owner, TimeSpan duration, string who)
    {
        var head = RunHead.Read(database, stale.Run);
        return Holds(head, stale)
            ? Take(head, head.Status, owner, duration, who, $"lease taken over from process {stale.Owner.ProcessId.ToString(CultureInfo.InvariantCulture)} on {stale.Owner.Host}")
            : null;
    }

    /// <summary>Gives the first lease of a run that was just made; its making stands in the journal.</summary>
    /// <param name="run">The run.</param>
    /// <param name="seq">Its number.</param>
    /// <param name="owner">Who works on it.</param>
    /// <param name="duration">How long the lease lasts unless renewed.</param>
    public Lease Give(Run run, long seq, LeaseOwner owner, TimeSpan duration)
    {
        const long FirstEpoch = 1;
        var expires = Microseconds.Of(clock.GetUtcNow() + duration);
        using var update = database.Prepare(TakeSql);
        update.Bind(seq).Bind(run.Status.Name()).Bind(owner.Host).Bind(owner.BootId).Bind(owner.ProcessId).Bind(owner.ProcessStart).Bind(FirstEpoch).Bind(expires).Run();
        return new Lease(run.Id, owner, FirstEpoch, Microseconds.ToTime(expires));
    }

    /// <summary>Prolongs leases from now.</summary>
    /// <returns>Those that hold.</returns>
    public IReadOnlyList<Lease> Renew(IReadOnlyList<Lease> leases, TimeSpan duration)
    {
        var expires = Microseconds.Of(clock.GetUtcNow() + duration);
        var held = new List<Lease>(leases.Count);
        foreach (var lease in leases)
        {
            using var update = database.Prepare(RenewSql);
            update.Bind(expires).Bind(lease.Run.Value).Bind(lease.Epoch).Bind(lease.Owner.Host).Bind(lease.Owner.BootId).Bind(lease.Owner.ProcessId).Bind(lease.Owner.ProcessStart).Run();
            if (database.Changed == 1)
                held.Add(lease with { Expires = Microseconds.ToTime(expires) });
        }

        return held;
    }

    /// <summary>Whether a lease is the one that a run has now. Ending a run ends its lease.</summary>
    public static bool Holds(RunHead head, Lease lease) => head.Lease is { } held && held.Epoch == lease.Epoch && held.Owner == lease.Owner;

    private Lease Take(RunHead head, RunStatus status, LeaseOwner owner, TimeSpan duration, string who, string why)
    {
        var now = clock.GetUtcNow();
        var expires = Microseconds.Of(now + duration);
        var epoch = head.Epoch + 1;
        using var update = database.Prepare(TakeSql);
        update.Bind(head.Seq).Bind(status.Name()).Bind(owner.Host).Bind(owner.BootId).Bind(owner.ProcessId).Bind(owner.ProcessStart).Bind(epoch).Bind(expires).Run();
        statuses.Journal(head.Seq, now, who, head.Status, status, why);
        StudyTables.Stamp(database, head.Seq);
        return new Lease(head.Id, owner, epoch, Microseconds.ToTime(expires));
    }
}
