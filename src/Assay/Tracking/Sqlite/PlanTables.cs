namespace Assay.Tracking.Sqlite;

/// <summary>Reads and writes remembered plans and logs, runners and experiments.</summary>
internal static class PlanTables
{
    // Ended runners that are still listed.
    private const int EndedRunners = 20;

    private const string SaveRunnerSql =
        "INSERT INTO runners(id, host, boot, pid, process_start, command, plan, started_at, ended_at, log_path, stop_requested) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) " +
        "ON CONFLICT(id) DO UPDATE SET host = ?2, boot = ?3, pid = ?4, process_start = ?5, command = ?6, plan = ?7, started_at = ?8, ended_at = ?9, log_path = ?10, " +
        "stop_requested = max(stop_requested, ?11)";

    private const string RunnersSql =
        "SELECT id, host, boot, pid, process_start, command, plan, started_at, ended_at, log_path, stop_requested FROM runners WHERE ended_at IS NULL OR id IN " +
        "(SELECT id FROM runners WHERE ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT ?) ORDER BY started_at DESC, id DESC";

    private const string ExperimentsSql =
        "SELECT e.id, e.name, e.created_at, (SELECT count(*) FROM runs r WHERE r.experiment = e.id AND r.deleted_at IS NULL) FROM experiments e WHERE e.deleted_at IS NULL ORDER BY e.id";

    /// <summary>Remembers a plan.</summary>
    public static bool Save(Database database, PlanReference plan)
    {
        using var save = database.Prepare(
            "INSERT INTO plans(name, path, digest, document, seen_at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT(name) DO UPDATE SET path = ?2, digest = ?3, document = ?4, seen_at = ?5");
        save.Bind(plan.Name).Bind(plan.Path).Bind(plan.Digest).Bind(plan.Document).Bind(Microseconds.Of(plan.Seen)).Run();
        return true;
    }

    /// <summary>Plans by name.</summary>
    public static IReadOnlyList<PlanReference> Plans(Database database)
    {
        using var rows = database.Prepare("SELECT name, path, digest, document, seen_at FROM plans ORDER BY name");
        var list = new List<PlanReference>();
        while (rows.Step())
            list.Add(new PlanReference(rows.Text(0), rows.Text(1), rows.Text(2), rows.Text(3), Microseconds.ToTime(rows.Int64(4))));
        return list;
    }

    /// <summary>Remembers a log.</summary>
    public static bool Save(Database database, StoredLog log)
    {
        Limits.Text("a log's name", log.Name, Limits.Name);
        using var save = database.Prepare(
            "INSERT INTO logs(name, format, path, document, changed_at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT(name) DO UPDATE SET format = ?2, path = ?3, document = ?4, changed_at = ?5");
        save.Bind(log.Name).Bind(log.Format).Bind(log.Path).Bind(log.Document).Bind(Microseconds.Of(log.Changed)).Run();
        return true;
    }

    /// <summary>Logs by name.</summary>
    public static IReadOnlyList<StoredLog> Logs(Database database)
    {
        using var rows = database.Prepare("SELECT name, format, path, document, changed_at FROM logs ORDER BY name");
        var list = new List<StoredLog>();
        while (rows.Step())
            list.Add(new StoredLog(rows.Text(0), rows.Text(1), rows.TextOrNull(2), rows.Text(3), Microseconds.ToTime(rows.Int64(4))));
        return list;
    }

    /// <summary>Writes a runner; a stop that was asked for stays asked for.</summary>
    public static bool Save(Database database, RunnerRecord runner)
    {
        using var save = database.Prepare(SaveRunnerSql);
        save.Bind(runner.Id).Bind(runner.Owner.Host).Bind(runner.Owner.BootId).Bind(runner.Owner.ProcessId).Bind(runner.Owner.ProcessStart).Bind(runner.Command).Bind(runner.Plan)
            .Bind(Microseconds.Of(runner.Started)).Bind(Microseconds.Of(runner.Ended)).Bind(runner.LogPath).Bind(runner.StopRequested ? 1 : 0).Run();
        return true;
    }

    /// <summary>Runners that have not ended and the last that have, newest first.</summary>
    public static IReadOnlyList<RunnerRecord> Runners(Database database)
    {
        using var rows = database.Prepare(RunnersSql).Bind(EndedRunners);
        var list = new List<RunnerRecord>();
        while (rows.Step())
        {
            var owner = new LeaseOwner(rows.Text(1), rows.Text(2), (int)rows.Int64(3), rows.Text(4));
            list.Add(new RunnerRecord(rows.Text(0), owner, rows.Text(5), Microseconds.ToTime(rows.Int64(7)))
            {
                Plan = rows.TextOrNull(6),
                Ended = Microseconds.ToTime(rows.Int64OrNull(8)),
                LogPath = rows.TextOrNull(9),
                StopRequested = rows.Int64(10) != 0,
            });
        }

        return list;
    }

    /// <summary>Experiments outside the bin, by number.</summary>
    public static IReadOnlyList<Experiment> Experiments(Database database)
    {
        using var rows = database.Prepare(ExperimentsSql);
        var list = new List<Experiment>();
        while (rows.Step())
            list.Add(new Experiment(rows.Int64(0), rows.Text(1), Microseconds.ToTime(rows.Int64(2)), rows.Int64(3)));
        return list;
    }
}
