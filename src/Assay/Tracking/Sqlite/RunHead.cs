namespace Assay.Tracking.Sqlite;

/// <summary>What a write needs to know of its run.</summary>
/// <param name="Seq">Number in this store.</param>
/// <param name="Id">Its id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Started">When it began, microseconds.</param>
/// <param name="Ended">When it ended, microseconds.</param>
/// <param name="Epoch">Epoch of its lease, held or not.</param>
/// <param name="Lease">Its lease; null when nobody holds one.</param>
/// <param name="IsDeleted">Whether it lies in the bin.</param>
internal readonly record struct RunHead(long Seq, RunId Id, RunStatus Status, long? Started, long? Ended, long Epoch, Lease? Lease, bool IsDeleted)
{
    private const string Sql =
        "SELECT seq, status, started_at, ended_at, lease_host, lease_boot, lease_pid, lease_start, lease_epoch, lease_expires, deleted_at FROM runs WHERE id = ?";

    /// <summary>Reads a run's head, in the bin or not.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public static RunHead Read(Database database, RunId id)
    {
        using var row = database.Prepare(Sql).Bind(id.Value);
        if (!row.Step())
            throw new RunNotFoundException($"There is no run {id} in this store.");
        return new RunHead(
            row.Int64(0), id, Names<RunStatus>.Parse(row.SharedText(1)), row.Int64OrNull(2), row.Int64OrNull(3), row.Int64(8), RunRows.ReadLease(row, id, 4), !row.IsNull(10));
    }

    /// <summary>Reads the head of a run that counts.</summary>
    /// <exception cref="RunNotFoundException">There is no such run, or it lies in the bin.</exception>
    public static RunHead ReadLive(Database database, RunId id)
    {
        var head = Read(database, id);
        return head.IsDeleted ? throw new RunNotFoundException($"Run {id} lies in the bin; take it out before changing it.") : head;
    }
}
