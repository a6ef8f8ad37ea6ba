using System.Collections.ObjectModel;
using System.Text.Json;

namespace Assay.Tracking.Sqlite;

/// <summary>
/// The metrics, params and tags of a page's runs, read with one statement each: the runs, and the keys when only some were asked for,
/// are handed over as JSON lists.
/// </summary>
internal sealed class ColumnReader
{
    private const string Runs = " IN (SELECT value FROM json_each(?1))";
    private const string Keys = " IN (SELECT value FROM json_each(?2))";

    private const string MetricsSql =
        "SELECT " + MetricRows.Columns + ", s.run FROM run_metrics m JOIN metric_series s ON s.id = m.series WHERE m.run" + Runs + " AND (?2 IS NULL OR m.key" + Keys + ")";

    private const string ParamsSql = "SELECT run, key, json FROM params WHERE run" + Runs + " AND (?2 IS NULL OR key" + Keys + ")";
    private const string TagsSql = "SELECT run, key, value FROM tags WHERE run" + Runs + " AND (?2 IS NULL OR key" + Keys + ")";

    private const string DetailsSql = "SELECT run, document FROM run_details WHERE run" + Runs;

    private const string SummariesSql = "SELECT " + MetricRows.Columns + ", s.run FROM metric_series s WHERE s.count > 0 AND s.run" + Runs + " AND (?2 IS NULL OR s.key" + Keys + ")" +
        " ORDER BY s.run, s.key, s.definition, s.dataset, s.split, s.label_schema, s.context";

    private const string SeriesSql = "SELECT s.id, s.run, s.count, " + MetricRows.IdentityColumns + " FROM metric_series s WHERE s.count > 1 AND s.run" + Runs +
        " ORDER BY s.run, s.key, s.definition, s.dataset, s.split, s.label_schema, s.context";

    private const string DatasetsSql =
        "SELECT rd.run, d.name, d.digest, rd.role, d.row_count, d.source FROM run_datasets rd JOIN datasets d ON d.id = rd.dataset WHERE rd.run" + Runs + " ORDER BY rd.run, d.name, rd.role";

    private const string ArtifactsSql = "SELECT run, path, size, digest, stored FROM artifacts WHERE run" + Runs + " ORDER BY run, path";

    private readonly Dictionary<long, Dictionary<string, MetricSummary>> _metrics = [];
    private readonly Dictionary<long, Dictionary<string, Param>> _params = [];
    private readonly Dictionary<long, Dictionary<string, string>> _tags = [];
    private Dictionary<long, List<MetricSummary>>? _series;
    private Dictionary<long, RunDetails>? _details;
    private Dictionary<long, List<MetricCurve>>? _curves;
    private Dictionary<long, List<Dataset>>? _datasets;
    private Dictionary<long, List<Artifact>>? _artifacts;

    /// <summary>Reads what was asked for.</summary>
    /// <param name="database">A connection inside a transaction.</param>
    /// <param name="runs">Numbers of the page's runs.</param>
    /// <param name="columns">What was asked for.</param>
    /// <param name="cancellationToken">Ends the read between statements.</param>
    public static ColumnReader Read(Database database, IReadOnlyList<long> runs, RunColumns columns, CancellationToken cancellationToken)
    {
        var reader = new ColumnReader();
        if (runs.Count == 0)
            return reader;
        cancellationToken.ThrowIfCancellationRequested();
        var list = "[" + string.Join(',', runs) + "]";
        if (columns.Metrics is not { Count: 0 })
        {
            using var rows = database.Prepare(MetricsSql).Bind(list).Bind(Json(columns.Metrics));
            while (rows.Step())
            {
                var summary = MetricRows.ReadSummary(rows);
                Of(reader._metrics, rows.Int64(MetricRows.ColumnCount)).Add(summary.Identity.Key, summary);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (columns.Params is not { Count: 0 })
        {
            using var rows = database.Prepare(ParamsSql).Bind(list).Bind(Json(columns.Params));
            while (rows.Step())
                Of(reader._params, rows.Int64(0)).Add(rows.SharedText(1), new Param(rows.SharedText(1), rows.SharedText(2)));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (columns.Tags is not { Count: 0 })
        {
            using var rows = database.Prepare(TagsSql).Bind(list).Bind(Json(columns.Tags));
            while (rows.Step())
                Of(reader._tags, rows.Int64(0)).Add(rows.SharedText(1), rows.SharedText(2));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (columns.Series is not { Count: 0 })
        {
            reader._series = [];
            using var rows = database.Prepare(SummariesSql).Bind(list).Bind(Json(columns.Series));
            while (rows.Step())
                ListOf(reader._series, rows.Int64(MetricRows.ColumnCount)).Add(MetricRows.ReadSummary(rows));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (columns.Details)
        {
            reader._details = [];
            using var rows = database.Prepare(DetailsSql).Bind(list);
            while (rows.Step())
                reader._details.Add(rows.Int64(0), DetailsJson.Read(rows.Text(1)));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (columns.Curves)
            reader.ReadCurves(database, list, cancellationToken);
        if (columns.Files)
            reader.ReadFiles(database, list);
        return reader;
    }

    /// <summary>A run with its columns.</summary>
    public RunRow Row(long seq, Run run) => new(run, Get(_metrics, seq), Get(_params, seq), Get(_tags, seq))
    {
        Series = _series is null ? null : _series.GetValueOrDefault(seq) ?? [],
        Details = _details is null ? null : _details.GetValueOrDefault(seq) ?? new RunDetails(),
        Curves = _curves is null ? null : _curves.GetValueOrDefault(seq) ?? [],
        Datasets = _datasets is null ? null : _datasets.GetValueOrDefault(seq) ?? [],
        Artifacts = _artifacts is null ? null : _artifacts.GetValueOrDefault(seq) ?? [],
    };

    private void ReadCurves(Database database, string runs, CancellationToken cancellationToken)
    {
        _curves = [];
        using var series = database.Prepare(SeriesSql).Bind(runs);
        while (series.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            ListOf(_curves, series.Int64(1)).Add(MetricRows.Curve(database, series.Int64(0), checked((int)series.Int64(2)), MetricRows.ReadIdentity(series, 3)));
        }
    }

    private void ReadFiles(Database database, string runs)
    {
        _datasets = [];
        using (var rows = database.Prepare(DatasetsSql).Bind(runs))
        {
            while (rows.Step())
                ListOf(_datasets, rows.Int64(0)).Add(new Dataset(rows.SharedText(1), rows.SharedText(2), rows.SharedText(3) is { Length: > 0 } role ? role : null, rows.Int64OrNull(4), rows.SharedTextOrNull(5)));
        }

        _artifacts = [];
        using (var rows = database.Prepare(ArtifactsSql).Bind(runs))
        {
            while (rows.Step())
                ListOf(_artifacts, rows.Int64(0)).Add(new Artifact(rows.SharedText(1), rows.Int64(2), rows.Text(3), rows.Int64(4) != 0));
        }
    }

    private static List<T> ListOf<T>(Dictionary<long, List<T>> all, long run)
    {
        if (!all.TryGetValue(run, out var some))
            all.Add(run, some = []);
        return some;
    }

    private static Dictionary<string, T> Of<T>(Dictionary<long, Dictionary<string, T>> all, long run)
    {
        if (!all.TryGetValue(run, out var some))
            all.Add(run, some = new Dictionary<string, T>(StringComparer.Ordinal));
        return some;
    }

    private static IReadOnlyDictionary<string, T> Get<T>(Dictionary<long, Dictionary<string, T>> all, long run) =>
        all.TryGetValue(run, out var some) ? some : ReadOnlyDictionary<string, T>.Empty;

    private static string? Json(IReadOnlyList<string>? keys) =>
        keys is null ? null : "[" + string.Join(',', keys.Select(k => $"\"{JsonEncodedText.Encode(k)}\"")) + "]";
}
