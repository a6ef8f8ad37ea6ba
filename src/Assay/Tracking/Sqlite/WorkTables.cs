namespace Assay.Tracking.Sqlite;

/// <summary>Reads and writes workstreams and work periods.</summary>
internal static class WorkTables
{
    private const string SaveWorkstreamSql =
        "INSERT INTO workstreams(id, name, focus, status, current_task) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT(id) DO UPDATE SET " +
        "name = ?2, focus = COALESCE(?3, focus), status = COALESCE(?4, status), current_task = COALESCE(?5, current_task)";

    private const string SavePeriodSql =
        "UPDATE work_periods SET workstream = ?1, started_at = ?2, ended_at = ?3, author = ?4, summary = ?5, start_commit = ?6, end_commit = ?7, branch = ?8 WHERE id = ?9";

    private const string AddPeriodSql =
        "INSERT INTO work_periods(workstream, started_at, ended_at, author, summary, start_commit, end_commit, branch) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

    /// <summary>Writes a workstream; null parts of a known one stay.</summary>
    public static bool Save(Database database, Workstream workstream)
    {
        Limits.Text("a workstream's id", workstream.Id, Limits.Key);
        Limits.Text("a workstream's name", workstream.Name, Limits.Name);
        using var save = database.Prepare(SaveWorkstreamSql);
        save.Bind(workstream.Id).Bind(workstream.Name).Bind(workstream.Focus).Bind(workstream.Status).Bind(workstream.CurrentTask).Run();
        return true;
    }

    /// <summary>Workstreams by id.</summary>
    public static IReadOnlyList<Workstream> Workstreams(Database database)
    {
        using var rows = database.Prepare("SELECT id, name, focus, status, current_task FROM workstreams ORDER BY id");
        var list = new List<Workstream>();
        while (rows.Step())
            list.Add(new Workstream(rows.Text(0), rows.Text(1)) { Focus = rows.TextOrNull(2), Status = rows.TextOrNull(3), CurrentTask = rows.TextOrNull(4) });
        return list;
    }

    /// <summary>Writes a work period, a new one when its id is 0.</summary>
    /// <exception cref="StoreException">There is no such workstream or period.</exception>
    public static WorkPeriod Save(Database database, WorkPeriod period)
    {
        using (var known = database.Prepare("SELECT 1 FROM workstreams WHERE id = ?").Bind(period.Workstream))
        {
            if (!known.Step())
                throw new StoreException($"There is no workstream '{period.Workstream}' in this store; add it first.");
        }

        var isNew = period.Id == 0;
        using (var save = database.Prepare(isNew ? AddPeriodSql : SavePeriodSql))
        {
            save.Bind(period.Workstream).Bind(Microseconds.Of(period.Started)).Bind(Microseconds.Of(period.Ended)).Bind(period.Author).Bind(period.Summary)
                .Bind(period.StartCommit).Bind(period.EndCommit).Bind(period.Branch);
            if (!isNew)
                save.Bind(period.Id);
            save.Run();
        }

        if (database.Changed == 0)
            throw new StoreException($"There is no work period {period.Id.ToString(CultureInfo.InvariantCulture)} in this store.");
        return isNew ? period with { Id = database.LastInserted } : period;
    }

    /// <summary>Work periods, oldest first.</summary>
    public static IReadOnlyList<WorkPeriod> Periods(Database database, string? workstream)
    {
        using var rows = database.Prepare(
            "SELECT id, workstream, started_at, ended_at, author, summary, start_commit, end_commit, branch FROM work_periods WHERE ?1 IS NULL OR workstream = ?1 ORDER BY started_at, id").Bind(workstream);
        var list = new List<WorkPeriod>();
        while (rows.Step())
        {
            list.Add(new WorkPeriod(rows.Int64(0), rows.Text(1), Microseconds.ToTime(rows.Int64(2)))
            {
                Ended = Microseconds.ToTime(rows.Int64OrNull(3)),
                Author = rows.TextOrNull(4),
                Summary = rows.TextOrNull(5),
                StartCommit = rows.TextOrNull(6),
                EndCommit = rows.TextOrNull(7),
                Branch = rows.TextOrNull(8),
            });
        }

        return list;
    }
}
