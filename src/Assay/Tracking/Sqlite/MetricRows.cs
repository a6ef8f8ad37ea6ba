namespace Assay.Tracking.Sqlite;

/// <summary>Reads metric series and their points from rows.</summary>
internal static class MetricRows
{
    /// <summary>Number, direction and summary of a series <c>s</c>.</summary>
    public const string StateColumns =
        "s.id, s.direction, s.count, s.undefined_count, s.last_kind, s.last_value, s.last_reason, s.last_step, s.last_time, s.min_value, s.min_step, s.max_value, s.max_step";

    /// <summary>Identity of a series <c>s</c>, its direction last.</summary>
    public const string IdentityColumns = "s.key, s.definition, s.dataset, s.split, s.label_schema, s.context, s.direction";

    /// <summary>The state and the identity.</summary>
    public const string Columns = StateColumns + ", " + IdentityColumns;

    /// <summary>Number of <see cref="Columns"/>; a statement may select more behind them.</summary>
    public const int ColumnCount = 20;

    // A cancelled read ends after this many rows.
    private const int RowsBetweenPolls = 4096;

    private const string SummariesSql =
        "SELECT " + Columns + " FROM metric_series s WHERE s.run = ? AND s.count > 0 ORDER BY s.key, s.definition, s.dataset, s.split, s.label_schema, s.context";

    private const string SeriesSql =
        "SELECT id, count FROM metric_series WHERE run = ? AND key = ? AND definition = ? AND dataset = ? AND split = ? AND label_schema = ? AND context = ?";

    private const string PointsSql = "SELECT step, time, kind, value, reason FROM metric_points WHERE series = ? ORDER BY step, seq";

    private const string CurveSql = "SELECT step, value FROM metric_points WHERE series = ? ORDER BY step, seq";

    /// <summary>Summaries of a run's series that have points.</summary>
    public static IReadOnlyList<MetricSummary> Summaries(Database database, long run)
    {
        using var rows = database.Prepare(SummariesSql).Bind(run);
        var list = new List<MetricSummary>();
        while (rows.Step())
            list.Add(ReadSummary(rows));
        return list;
    }

    /// <summary>Points of a series by step, then order of logging.</summary>
    public static IReadOnlyList<MetricPoint> Points(Database database, long run, MetricIdentity identity, CancellationToken cancellationToken)
    {
        long series, count;
        using (var row = database.Prepare(SeriesSql))
        {
            row.Bind(run).Bind(identity.Key).Bind(identity.Definition ?? "").Bind(identity.Dataset ?? "").Bind(identity.Split ?? "").Bind(identity.LabelSchema ?? "").Bind(identity.Context ?? "");
            if (!row.Step())
                return [];
            (series, count) = (row.Int64(0), row.Int64(1));
        }

        var points = new List<MetricPoint>(checked((int)count));
        using var rows = database.Prepare(PointsSql).Bind(series);
        while (rows.Step())
        {
            if (points.Count % RowsBetweenPolls == 0)
                cancellationToken.ThrowIfCancellationRequested();
            points.Add(new MetricPoint(rows.Int64(0), Microseconds.ToTime(rows.Int64(1)), ReadValue(rows, 2)));
        }

        return points;
    }

    /// <summary>The points of a series as arrays.</summary>
    /// <param name="database">A connection inside a transaction.</param>
    /// <param name="series">Number of the series.</param>
    /// <param name="count">How many points it has.</param>
    /// <param name="identity">What they mean.</param>
    public static MetricCurve Curve(Database database, long series, int count, MetricIdentity identity)
    {
        var (steps, values, at) = (new long[count], new double[count], 0);
        using var rows = database.Prepare(CurveSql).Bind(series);
        while (at < count && rows.Step())
        {
            steps[at] = rows.Int64(0);
            // Only numbers have a value; what is none reads as 0, so that only zeros are asked twice.
            var value = rows.Double(1);
            values[at++] = value == 0 && rows.IsNull(1) ? double.NaN : value;
        }

        return new MetricCurve(identity, steps, values);
    }

    /// <summary>The summary in a row of <see cref="Columns"/>.</summary>
    public static MetricSummary ReadSummary(Statement row) => ReadState(row).ToSummary(ReadIdentity(row, 13));

    /// <summary>The identity in a row of <see cref="IdentityColumns"/>.</summary>
    public static MetricIdentity ReadIdentity(Statement row, int first) => new(row.SharedText(first))
    {
        Definition = Known(row, first + 1),
        Dataset = Known(row, first + 2),
        Split = Known(row, first + 3),
        LabelSchema = Known(row, first + 4),
        Context = Known(row, first + 5),
        Direction = row.IsNull(first + 6) ? null : Names<Direction>.Parse(row.SharedText(first + 6)),
    };

    /// <summary>The summary in a row of <see cref="StateColumns"/>.</summary>
    public static SeriesState ReadState(Statement row) => new()
    {
        Count = row.Int64(2),
        UndefinedCount = row.Int64(3),
        Last = row.IsNull(4) ? default : ReadValue(row, 4),
        LastStep = row.Int64(7),
        LastTime = row.Int64(8),
        Min = row.DoubleOrNull(9),
        MinStep = row.Int64(10),
        Max = row.DoubleOrNull(11),
        MaxStep = row.Int64(12),
    };

    /// <summary>The direction in a row of <see cref="StateColumns"/>.</summary>
    public static Direction? ReadDirection(Statement row) => row.IsNull(1) ? null : Names<Direction>.Parse(row.SharedText(1));

    /// <summary>The value in three columns: kind, number, reason.</summary>
    public static MetricValue ReadValue(Statement row, int first) => (MetricKind)row.Int64(first) switch
    {
        MetricKind.Number => MetricValue.Of(row.Double(first + 1)),
        MetricKind.NaN => MetricValue.Of(double.NaN),
        _ => MetricValue.Undefined(row.SharedText(first + 2)),
    };

    // Unknown parts are stored as '', so that the unique key sees them as equal.
    private static string? Known(Statement row, int column) => row.SharedText(column) is { Length: > 0 } text ? text : null;
}
