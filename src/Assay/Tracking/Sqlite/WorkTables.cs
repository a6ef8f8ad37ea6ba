namespace Assay.Tracking.Sqlite;

/// <summary>Reads and writes workstreams and work periods.</summary>
internal static class WorkTables
{
    private const string SaveWorkstreamSql =
        "INSERT INTO workstreams(id, name, focus, status, current_task, title, task_status) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT(id) DO UPDATE SET " +
        "name = ?2, focus = COALESCE(?3, focus), status = COALESCE(?4, status), current_task = COALESCE(?5, current_task), title = COALESCE(?6, title), task_status = COALESCE(?7, task_status)";

    private const string SavePeriodSql =
        "UPDATE work_periods SET workstream = ?1, started_at = ?2, ended_at = ?3, author = ?4, summary = ?5, start_commit = ?6, end_commit = ?7, branch = ?8, " +
        "title = ?9, dated = ?10, files_modified = ?11, commit_title = ?12, clean = ?13, outputs = ?14, history_title = ?15 WHERE id = ?16";

    private const string AddPeriodSql =
        "INSERT INTO work_periods(workstream, started_at, ended_at, author, summary, start_commit, end_commit, branch, title, dated, files_modified, commit_title, clean, outputs, history_title) " +
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";

    /// <summary>Writes a workstream; null parts of a known one stay.</summary>
    public static bool Save(Database database, Workstream workstream)
    {
        Limits.Text("a workstream's id", workstream.Id, Limits.Key);
        Limits.Text("a workstream's name", workstream.Name, Limits.Name);
        using var save = database.Prepare(SaveWorkstreamSql);
        save.Bind(workstream.Id).Bind(workstream.Name).Bind(workstream.Focus).Bind(workstream.Status).Bind(workstream.CurrentTask).Bind(workstream.Title).Bind(workstream.TaskStatus).Run();
        return true;
    }

    /// <summary>Workstreams by id.</summary>
    public static IReadOnlyList<Workstream> Workstreams(Database database)
    {
        using var rows = database.Prepare("SELECT id, name, focus, status, current_task, title, task_status FROM workstreams ORDER BY id");
        var list = new List<Workstream>();
        while (rows.Step())
        {
            list.Add(new Workstream(rows.Text(0), rows.Text(1))
            {
                Focus = rows.TextOrNull(2),
                Status = rows.TextOrNull(3),
                CurrentTask = rows.TextOrNull(4),
                Title = rows.TextOrNull(5),
                TaskStatus = rows.TextOrNull(6),
            });
        }

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
                .Bind(period.StartCommit).Bind(period.EndCommit).Bind(period.Branch)
                .Bind(period.Title).Bind(period.Dated).Bind(period.FilesModified).Bind(period.CommitTitle).Bind(period.Clean).Bind(period.Outputs).Bind(period.HistoryTitle);
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
            "SELECT id, workstream, started_at, ended_at, author, summary, start_commit, end_commit, branch, title, dated, files_modified, commit_title, clean, outputs, history_title " +
            "FROM work_periods WHERE ?1 IS NULL OR workstream = ?1 ORDER BY started_at, id").Bind(workstream);
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
                Title = rows.TextOrNull(9),
                Dated = rows.TextOrNull(10),
                FilesModified = rows.TextOrNull(11),
                CommitTitle = rows.TextOrNull(12),
                Clean = rows.TextOrNull(13),
                Outputs = rows.TextOrNull(14),
                HistoryTitle = rows.TextOrNull(15),
            });
        }

        return list;
    }
}
