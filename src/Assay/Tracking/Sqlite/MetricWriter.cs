namespace Assay.Tracking.Sqlite;

/// <summary>Appends points to metric series and keeps their summaries true. Writer's thread only, inside a transaction.</summary>
internal sealed class MetricWriter(Database database)
{
    private const string FindSql =
        "SELECT " + MetricRows.StateColumns + " FROM metric_series s " +
        "WHERE s.run = ? AND s.key = ? AND s.definition = ? AND s.dataset = ? AND s.split = ? AND s.label_schema = ? AND s.context = ?";

    private const string MakeSql =
        "INSERT INTO metric_series(run, key, definition, dataset, split, label_schema, context, direction, count, undefined_count, last_kind, last_value, last_reason, last_step, last_time, " +
        "min_value, min_step, max_value, max_step) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private const string PointSql = "INSERT INTO metric_points(series, step, seq, time, kind, value, reason) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private const string SaveSql =
        "UPDATE metric_series SET direction = ?, count = ?, undefined_count = ?, last_kind = ?, last_value = ?, last_reason = ?, last_step = ?, last_time = ?, " +
        "min_value = ?, min_step = ?, max_value = ?, max_step = ? WHERE id = ?";

    private const string FirstSql = "INSERT INTO run_metrics(run, key, series, value, best, min, max) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private const string ProjectSql =
        "INSERT INTO run_metrics(run, key, series, value, best, min, max) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) " +
        "ON CONFLICT(run, key) DO UPDATE SET series = ?3, value = ?4, best = ?5, min = ?6, max = ?7";

    /// <summary>Appends points. No points only declare the series.</summary>
    /// <param name="run">Number of the run.</param>
    /// <param name="identity">The series, made when new.</param>
    /// <param name="points">The points, in order of logging.</param>
    /// <exception cref="StoreException">Another direction was declared before, or a text is too long.</exception>
    public void Log(long run, MetricIdentity identity, IReadOnlyList<MetricPoint> points)
    {
        Limits.Text("a metric's key", identity.Key, Limits.Key);
        var known = Find(run, identity);
        var direction = known?.Direction ?? identity.Direction;
        if (identity.Direction is { } declared && declared != direction)
        {
            throw new ChangeRefusedException(
                $"Metric '{identity.Key}': direction {Names<Direction>.Of(direction!.Value)} was declared first, {Names<Direction>.Of(declared)} contradicts it. Declare one of them.");
        }

        var state = known?.State ?? default;
        var first = state.Count;
        for (var i = 0; i < points.Count; i++)
            state.Add(points[i].Step, Microseconds.Of(points[i].Time), points[i].Value);
        long series;
        if (known is { } old)
            Save(series = old.Series, direction, state);
        else
            series = Make(run, identity, direction, state);
        Append(series, points, first);
        if (state.Count > 0)
            Project(ProjectSql, run, series, state.ToSummary(identity with { Direction = direction }));
    }

    /// <summary>Writes the series of a run that has none yet.</summary>
    /// <param name="run">Number of the run.</param>
    /// <param name="all">The series; their identities differ, or the second of two is appended to the first.</param>
    public void LogFirst(long run, IReadOnlyList<MetricSeries> all)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var series in all)
        {
            if (!seen.Add(series.Identity.Key) || series.Points.Count == 0)
            {
                Log(run, series.Identity, series.Points);
                continue;
            }

            Limits.Text("a metric's key", series.Identity.Key, Limits.Key);
            var state = default(SeriesState);
            foreach (var point in series.Points)
                state.Add(point.Step, Microseconds.Of(point.Time), point.Value);
            var number = Make(run, series.Identity, series.Identity.Direction, state);
            Append(number, series.Points, 0);
            // Nothing to replace yet: SQLite keeps a copy of what a statement that may replace has touched.
            Project(FirstSql, run, number, state.ToSummary(series.Identity));
        }
    }

    /// <summary>Removes every series of a key; only corrections do.</summary>
    /// <param name="run">Number of the run.</param>
    /// <param name="key">The key.</param>
    public void Remove(long run, string key)
    {
        foreach (var sql in (ReadOnlySpan<string>)
        [
            "DELETE FROM run_metrics WHERE run = ? AND key = ?",
            "DELETE FROM metric_points WHERE series IN (SELECT id FROM metric_series WHERE run = ? AND key = ?)",
            "DELETE FROM metric_series WHERE run = ? AND key = ?",
        ])
        {
            using var delete = database.Prepare(sql);
            delete.Bind(run).Bind(key).Run();
        }
    }

    private (long Series, SeriesState State, Direction? Direction)? Find(long run, MetricIdentity identity)
    {
        using var row = database.Prepare(FindSql);
        BindIdentity(row, run, identity);
        return row.Step() ? (row.Int64(0), MetricRows.ReadState(row), MetricRows.ReadDirection(row)) : null;
    }

    private long Make(long run, MetricIdentity identity, Direction? direction, in SeriesState state)
    {
        foreach (var part in (ReadOnlySpan<string?>)[identity.Definition, identity.Dataset, identity.Split, identity.LabelSchema, identity.Context])
        {
            if (part is { Length: > Limits.Value })
                throw new ChangeRefusedException($"Metric '{identity.Key}': a part of its identity is too long ({Limits.Short(part)}). Use a digest or a name.");
        }

        using var insert = database.Prepare(MakeSql);
        BindIdentity(insert, run, identity);
        BindState(insert, direction, state).Run();
        return database.LastInserted;
    }

    private void Save(long series, Direction? direction, in SeriesState state)
    {
        using var update = database.Prepare(SaveSql);
        BindState(update, direction, state).Bind(series).Run();
    }

    private void Append(long series, IReadOnlyList<MetricPoint> points, long first)
    {
        using var insert = database.Prepare(PointSql).Bind(series);
        for (var i = 0; i < points.Count; i++)
        {
            var (step, time, value) = points[i];
            insert.Bind(step).Bind(first + i).Bind(Microseconds.Of(time)).Bind((long)value.Kind).Bind(value.NumberOrNull).Bind(value.Reason);
            _ = insert.Step();
            insert.Reset(keep: 1);
        }
    }

    private void Project(string sql, long run, long series, MetricSummary summary)
    {
        using var save = database.Prepare(sql);
        save.Bind(run).Bind(summary.Identity.Key).Bind(series).Bind(summary.Last.NumberOrNull).Bind(summary.Best).Bind(summary.Min).Bind(summary.Max).Run();
    }

    private static void BindIdentity(Statement statement, long run, MetricIdentity identity) => statement
        .Bind(run).Bind(identity.Key).Bind(identity.Definition ?? "").Bind(identity.Dataset ?? "").Bind(identity.Split ?? "").Bind(identity.LabelSchema ?? "").Bind(identity.Context ?? "");

    private static Statement BindState(Statement statement, Direction? direction, in SeriesState state) => statement
        .Bind(direction is { } declared ? Names<Direction>.Of(declared) : null).Bind(state.Count).Bind(state.UndefinedCount)
        .Bind((long)state.Last.Kind).Bind(state.Last.NumberOrNull).Bind(state.Last.Reason).Bind(state.LastStep).Bind(state.LastTime)
        .Bind(state.Min).Bind(state.MinStep).Bind(state.Max).Bind(state.MaxStep);
}
