using System.Text.Json;
using Assay.Tracking;
using Assay.Tracking.Queries;
using Microsoft.Data.Sqlite;

namespace Assay.Tests.Tracking.Queries;

/// <summary>Random runs, both as facts and as rows of an in-memory database made by the first migration.</summary>
internal sealed class ModelStore : IDisposable
{
    public const int Count = 80;

    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_767_916_800);

    private readonly SqliteConnection _connection;
    private readonly Random _random = new(20260225);

    public ModelStore()
    {
        SQLitePCL.Batteries_V2.Init();
        _connection = new("Data Source=:memory:");
        _connection.Open();
        Execute(File.ReadAllText(Path.Combine(RepositoryRoot, "src", "Assay", "Tracking", "Sqlite", "Migrations", "0001_initial.sql")));
        Execute("INSERT INTO experiments(id, name, created_at) VALUES (1, 'x', 0)");
        Runs = [.. Enumerable.Range(1, Count).Select(i => Add(i))];
    }

    public static string RepositoryRoot
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "Assay.slnx")))
                root = root.Parent!;
            return root.FullName;
        }
    }

    public IReadOnlyList<ModelRun> Runs { get; }

    public void Dispose() => _connection.Dispose();

    /// <summary>Rows of a statement with a query's parameters.</summary>
    public List<object?[]> Read(string sql, RunQuerySql query)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < query.Parameters.Count; i++)
            command.Parameters.AddWithValue($"{RunQuerySql.ParameterPrefix}{i}", query.Parameters[i]);
        using var reader = command.ExecuteReader();
        List<object?[]> rows = [];
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    private ModelRun Add(long seq)
    {
        var id = RandomOf(10) == 0 ? SomeQuery.Ids[0][..31] + (char)('b' + (seq % 5)) + seq : $"{seq:x32}";
        var superseded = RandomOf(4) == 0;
        var (started, ended) = (Maybe(SomeQuery.Moments), Maybe(SomeQuery.Moments));
        var properties = Enum.GetValues<RunProperty>().ToDictionary(p => p, p => (object?)(RunProperties.Of(p).Type switch
        {
            PropertyType.Text => MaybeText(),
            PropertyType.Id => MaybeText(SomeQuery.Ids),
            PropertyType.Number => RandomOf(3) == 0 ? null : (long)RandomOf(12) - 1,
            _ => null,
        }));
        properties[RunProperty.Id] = id;
        properties[RunProperty.Name] = One(SomeQuery.Texts);
        properties[RunProperty.ExperimentId] = (long)RandomOf(2);
        properties[RunProperty.Experiment] = (long)properties[RunProperty.ExperimentId]! == 0 ? "Default" : "x";
        properties[RunProperty.Kind] = One(["command", "program", "action"]);
        properties[RunProperty.Status] = One(Enum.GetValues<RunStatus>()).Name();
        properties[RunProperty.Created] = One(SomeQuery.Moments);
        properties[RunProperty.Started] = started;
        properties[RunProperty.Ended] = ended;
        properties[RunProperty.Duration] = (ended - started) / 1e6;
        properties[RunProperty.Superseded] = superseded;
        properties[RunProperty.ArtifactUri] = $"mlflow-artifacts:/{properties[RunProperty.ExperimentId]}/{id}/artifacts";

        List<string> columns = ["seq", "superseded_why"];
        List<object?> values = [seq, superseded ? "" : null];
        foreach (var (property, value) in properties)
        {
            if (RunProperties.Of(property).Sql is var sql && sql.StartsWith("runs.", StringComparison.Ordinal))
            {
                columns.Add(sql["runs.".Length..]);
                values.Add(value);
            }
        }
        Insert("runs", columns, values);

        var metrics = SomeKeys().ToDictionary(k => k, _ => Enumerable.Range(0, 4).Select(_ => RandomOf(5) == 0 ? (double?)null : One(SomeQuery.Numbers)).ToArray());
        foreach (var (key, numbers) in metrics)
        {
            Insert("metric_series", ["id", "run", "key"], [(seq * 100) + Array.IndexOf(SomeQuery.Keys, key), seq, key]);
            Insert("run_metrics", ["run", "key", "series", "value", "best", "min", "max"], [seq, key, (seq * 100) + Array.IndexOf(SomeQuery.Keys, key), .. numbers]);
        }
        var texts = SomeQuery.Texts.Select(t => JsonSerializer.Serialize(t));
        var @params = SomeKeys().ToDictionary(k => k, k => new Param(k, One([.. texts, "10", "1e1", "0.00001", "1", "-1.0", "true", "[1]"])));
        foreach (var (key, param) in @params)
            Insert("params", ["run", "key", "json", "text", "number"], [seq, key, param.Json, param.Text, param.Number]);
        var tags = SomeKeys().ToDictionary(k => k, _ => One(SomeQuery.Texts));
        foreach (var (key, value) in tags)
            Insert("tags", ["run", "key", "value"], [seq, key, value]);
        List<string[]> datasets = [];
        for (var i = RandomOf(3); i > 0; i--)
        {
            datasets.Add([One(SomeQuery.Texts), $"{seq}-{i}", One(SomeQuery.Texts)]);
            Insert("datasets", ["id", "name", "digest"], [(seq * 10) + i, datasets[^1][0], datasets[^1][1]]);
            Insert("run_datasets", ["run", "dataset", "role"], [seq, (seq * 10) + i, datasets[^1][2]]);
        }
        return new(seq, properties, metrics, @params, tags, datasets);
    }

    private void Insert(string table, IEnumerable<string> columns, IReadOnlyList<object?> values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"INSERT INTO {table}({string.Join(',', columns)}) VALUES ({string.Join(',', values.Select((_, i) => $"@p{i}"))})";
        for (var i = 0; i < values.Count; i++)
            command.Parameters.AddWithValue($"@p{i}", values[i] ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private int RandomOf(int count) => _random.Next(count);

    private T One<T>(IReadOnlyList<T> items) => items[RandomOf(items.Count)];

    private long? Maybe(long[] items) => RandomOf(3) == 0 ? null : One(items);

    private string? MaybeText(string[]? items = null) => RandomOf(3) == 0 ? null : One(items ?? SomeQuery.Texts);

    private IEnumerable<string> SomeKeys() => SomeQuery.Keys.Where(_ => RandomOf(3) > 0);
}
