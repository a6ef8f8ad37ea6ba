namespace Assay.Tracking.Sqlite;

/// <summary>Looks for damage in a store: in the file, in its links, and in what is kept twice.</summary>
internal static class StoreCheck
{
    // A damaged file has thousands of faults; the first ones say it.
    private const int MostOfAKind = 100;
    private const int RowsBetweenPolls = 4096;

    private const string RestoreAdvice = "Keep a copy of the file, then restore one from backups/.";
    private const string RebuildAdvice = "The points are the truth; report this as a bug of Assay with the store's history.";

    private const string PointsSql = "SELECT series, step, time, kind, value, reason FROM metric_points ORDER BY series, seq";

    private const string ProjectionSql =
        "SELECT r.id, m.key FROM run_metrics m JOIN metric_series s ON s.id = m.series JOIN runs r ON r.seq = m.run " +
        "WHERE s.run <> m.run OR s.key <> m.key OR m.value IS NOT s.last_value OR m.min IS NOT s.min_value OR m.max IS NOT s.max_value OR " +
        "m.best IS NOT CASE s.direction WHEN 'maximize' THEN s.max_value WHEN 'minimize' THEN s.min_value ELSE s.last_value END LIMIT ?";

    private const string UnprojectedSql =
        "SELECT DISTINCT r.id, s.key FROM metric_series s JOIN runs r ON r.seq = s.run WHERE s.count > 0 " +
        "AND NOT EXISTS (SELECT 1 FROM run_metrics m WHERE m.run = s.run AND m.key = s.key) LIMIT ?";

    private const string OwnerlessSql =
        "SELECT id, status FROM runs WHERE status IN ('queued', 'running') AND kind = 'command' AND lease_host IS NULL AND deleted_at IS NULL LIMIT ?";

    /// <summary>Checks everything.</summary>
    /// <param name="database">A connection inside a transaction.</param>
    /// <param name="cancellationToken">Ends the check between rows.</param>
    public static IReadOnlyList<StoreProblem> Check(Database database, CancellationToken cancellationToken)
    {
        var problems = new List<StoreProblem>();
        using (var rows = database.Prepare("PRAGMA quick_check"))
        {
            while (rows.Step())
            {
                if (rows.Text(0) is var finding and not "ok")
                    problems.Add(new StoreProblem($"The file is damaged: {finding}", RestoreAdvice));
            }
        }

        // What follows would stumble over a damaged file.
        if (problems.Count > 0)
            return problems;
        CheckLinks(database, problems);
        cancellationToken.ThrowIfCancellationRequested();
        CheckSummaries(database, problems, cancellationToken);
        Add(database, problems, ProjectionSql, "Run {0}: what queries see of metric '{1}' differs from its summary.", RebuildAdvice);
        Add(database, problems, UnprojectedSql, "Run {0}: queries do not see metric '{1}'.", RebuildAdvice);
        Add(database, problems, OwnerlessSql, "Run {0} is {1}, but nobody works on it.", "Set its true end, or mark it lost.");
        return problems;
    }

    private static void CheckLinks(Database database, List<StoreProblem> problems)
    {
        using var rows = database.Prepare("PRAGMA foreign_key_check");
        for (var count = 0; count < MostOfAKind && rows.Step(); count++)
            problems.Add(new StoreProblem($"A row of {rows.Text(0)} points to a row of {rows.Text(2)} that does not exist.", RestoreAdvice));
    }

    private static void CheckSummaries(Database database, List<StoreProblem> problems, CancellationToken cancellationToken)
    {
        var (series, state, count) = (-1L, default(SeriesState), 0L);
        using var rows = database.Prepare(PointsSql);
        while (rows.Step())
        {
            if (count++ % RowsBetweenPolls == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (rows.Int64(0) != series)
            {
                Compare(database, problems, series, state);
                (series, state) = (rows.Int64(0), default);
            }

            state.Add(rows.Int64(1), rows.Int64(2), MetricRows.ReadValue(rows, 3));
        }

        Compare(database, problems, series, state);
        Add(
            database, problems, "SELECT r.id, s.key FROM metric_series s JOIN runs r ON r.seq = s.run WHERE s.count > 0 AND NOT EXISTS (SELECT 1 FROM metric_points p WHERE p.series = s.id) LIMIT ?",
            "Run {0}: the summary of metric '{1}' has no points.", RebuildAdvice);
    }

    private static void Compare(Database database, List<StoreProblem> problems, long series, in SeriesState computed)
    {
        if (computed.Count == 0 || problems.Count > MostOfAKind)
            return;
        using var row = database.Prepare("SELECT " + MetricRows.StateColumns + ", s.key, r.id FROM metric_series s JOIN runs r ON r.seq = s.run WHERE s.id = ?").Bind(series);
        if (row.Step() && !MetricRows.ReadState(row).Equals(computed))
            problems.Add(new StoreProblem($"Run {row.Text(14)}: the summary of metric '{row.Text(13)}' differs from its points.", RebuildAdvice));
    }

    private static void Add(Database database, List<StoreProblem> problems, string sql, string message, string advice)
    {
        using var rows = database.Prepare(sql).Bind(MostOfAKind);
        while (rows.Step())
            problems.Add(new StoreProblem(string.Format(CultureInfo.InvariantCulture, message, rows.Text(0), rows.Text(1)), advice));
    }
}
