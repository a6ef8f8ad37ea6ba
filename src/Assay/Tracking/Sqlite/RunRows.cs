namespace Assay.Tracking.Sqlite;

/// <summary>Reads runs from rows.</summary>
internal static class RunRows
{
    /// <summary>What a statement that reads runs selects, from <see cref="Source"/>.</summary>
    public const string Columns =
        "r.seq, r.id, r.name, e.name, r.kind, r.status, r.created_at, r.started_at, r.ended_at, r.exit_code, r.user, r.plan, r.phase, r.item, r.priority, r.plan_id, r.seed, r.attempt, " +
        "r.fingerprint, r.title, r.stage, r.source, r.reason, r.result, r.conclusion, r.caveat, r.error_line, r.error_kind, r.resolution, r.resolved_by, r.superseded_by, r.superseded_why, " +
        "r.parent, r.pattern, r.rerun_of, r.lease_host, r.lease_boot, r.lease_pid, r.lease_start, r.lease_epoch, r.lease_expires, r.deleted_at";

    /// <summary>The tables behind <see cref="Columns"/>.</summary>
    public const string Source = "runs r JOIN experiments e ON e.id = r.experiment";

    /// <summary>Number of <see cref="Columns"/>; a statement may select more behind them.</summary>
    public const int ColumnCount = 42;

    /// <summary>Digits of an id that are needed to mean it.</summary>
    public const int FewestDigits = 4;

    private const string BySeqSql = "SELECT " + Columns + " FROM " + Source + " WHERE r.seq = ?";
    private const string ByIdSql = "SELECT " + Columns + " FROM " + Source + " WHERE r.id = ?";

    private const string FindSql =
        "SELECT " + Columns + " FROM " + Source + " WHERE r.deleted_at IS NULL AND r.seq IN (" +
        "SELECT seq FROM runs WHERE name = ?1 UNION SELECT seq FROM runs WHERE plan_id = ?1 " +
        "UNION SELECT seq FROM runs WHERE ?2 IS NOT NULL AND id >= ?2 AND id < ?2 || 'g' UNION SELECT seq FROM runs WHERE ?2 IS NOT NULL AND substr(id, -length(?2)) = ?2) " +
        "ORDER BY r.id <> lower(?1) AND r.name <> ?1, r.seq DESC LIMIT ?3";

    /// <summary>Reads a run by its number in this store.</summary>
    public static Run? BySeq(Database database, long seq)
    {
        using var rows = database.Prepare(BySeqSql).Bind(seq);
        return rows.Step() ? Read(rows) : null;
    }

    /// <summary>Reads a run by its id.</summary>
    public static Run? ById(Database database, RunId id)
    {
        using var rows = database.Prepare(ByIdSql).Bind(id.Value);
        return rows.Step() ? Read(rows) : null;
    }

    /// <summary>The number of a run in this store; null when there is none.</summary>
    public static long? SeqOf(Database database, RunId id)
    {
        using var rows = database.Prepare("SELECT seq FROM runs WHERE id = ?").Bind(id.Value);
        return rows.Step() ? rows.Int64(0) : null;
    }

    /// <summary>Runs outside the bin that answer to a reference, exact ones first, then newest first.</summary>
    public static IReadOnlyList<Run> Find(Database database, string reference, int limit)
    {
        var digits = reference.Length is >= FewestDigits and <= 32 && reference.All(char.IsAsciiHexDigit) ? reference.ToLowerInvariant() : null;
        using var rows = database.Prepare(FindSql).Bind(reference).Bind(digits).Bind(limit);
        var runs = new List<Run>();
        while (rows.Step())
            runs.Add(Read(rows));
        return runs;
    }

    /// <summary>The run in a row of <see cref="Columns"/>.</summary>
    public static Run Read(Statement row)
    {
        var id = RunId.Parse(row.Text(1));
        return new Run
        {
            Id = id,
            Name = row.Text(2),
            Experiment = row.SharedText(3),
            Kind = Names<RunKind>.Parse(row.SharedText(4)),
            Status = Names<RunStatus>.Parse(row.SharedText(5)),
            Created = Microseconds.ToTime(row.Int64(6)),
            Started = Microseconds.ToTime(row.Int64OrNull(7)),
            Ended = Microseconds.ToTime(row.Int64OrNull(8)),
            ExitCode = (int?)row.Int64OrNull(9),
            User = row.SharedTextOrNull(10),
            Place = ReadPlace(row),
            Fingerprint = row.TextOrNull(18),
            Title = row.TextOrNull(19),
            Stage = row.SharedTextOrNull(20),
            Source = row.SharedTextOrNull(21),
            Reason = row.TextOrNull(22),
            Result = row.TextOrNull(23),
            Conclusion = row.TextOrNull(24),
            Caveat = row.TextOrNull(25),
            ErrorLine = row.TextOrNull(26),
            ErrorKind = row.SharedTextOrNull(27),
            Resolution = row.TextOrNull(28),
            ResolvedBy = ReadId(row, 29),
            SupersededBy = ReadId(row, 30),
            SupersededWhy = row.TextOrNull(31),
            Parent = ReadId(row, 32),
            Pattern = ReadId(row, 33),
            RerunOf = ReadId(row, 34),
            Lease = ReadLease(row, id, 35),
            Deleted = Microseconds.ToTime(row.Int64OrNull(41)),
        };
    }

    /// <summary>The lease in six columns: host, boot, pid, start, epoch, expires.</summary>
    /// <returns>The lease; null when nobody holds one.</returns>
    public static Lease? ReadLease(Statement row, RunId id, int first) => row.IsNull(first)
        ? null
        : new Lease(
            id,
            new LeaseOwner(row.SharedText(first), row.SharedText(first + 1), (int)row.Int64(first + 2), row.SharedText(first + 3)),
            row.Int64(first + 4),
            Microseconds.ToTime(row.Int64(first + 5)));

    /// <summary>The run id in a column.</summary>
    public static RunId? ReadId(Statement row, int column) => row.IsNull(column) ? null : RunId.Parse(row.Text(column));

    private static PlanPlace? ReadPlace(Statement row) => row.IsNull(11)
        ? null
        : new PlanPlace(row.SharedText(11))
        {
            Phase = row.SharedTextOrNull(12),
            Item = row.SharedTextOrNull(13),
            Priority = row.SharedTextOrNull(14),
            Experiment = row.SharedTextOrNull(15),
            Seed = row.Int64OrNull(16),
            Attempt = (int?)row.Int64OrNull(17) ?? 1,
        };
}
