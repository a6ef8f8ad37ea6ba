using Assay.Tracking.Sqlite;
using SQLitePCL;

namespace Assay.Interop.Optuna;

/// <summary>
/// Reads Optuna's SQLite storage as every release from 2.0 on left it: the tables before 2.4, which know one objective, the ones since, and the types of
/// infinite and NaN values since 3.0. The file is opened read-only and never changed.
/// </summary>
internal sealed class OptunaDatabase : IDisposable
{
    /// <summary>Most trials that are read.</summary>
    public const int TrialLimit = 1_000_000;

    // Attributes, parameters and reports, together, of a file.
    private const long RowLimit = 50_000_000;

    private const int StudyLimit = 10_000;

    // What stood for infinity before values had types: the largest single.
    private const double OldInfinity = 3.4028234e38;

    private readonly Database _database;
    private readonly string _file;
    private readonly HashSet<string> _columns = new(StringComparer.Ordinal);
    private long _rows;

    private OptunaDatabase(Database database, string file)
    {
        _database = database;
        _file = file;
    }

    /// <summary>The version of Optuna that wrote it; null when it does not say.</summary>
    public string? Version { get; private set; }

    /// <summary>Whether times are in UTC: since Optuna 5; before they are of the writer's zone.</summary>
    public bool IsUtc => Version is { } version && int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major >= 5;

    /// <summary>Opens a file.</summary>
    /// <exception cref="AssayException">It is no SQLite file, or none of Optuna's.</exception>
    public static OptunaDatabase Open(string file)
    {
        try
        {
            var opened = new OptunaDatabase(Database.Open(file, raw.SQLITE_OPEN_READONLY), file);
            try
            {
                opened.ReadSchema();
                return opened;
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        }
        catch (SqliteFailure failure)
        {
            throw new AssayException($"{file}: is no readable SQLite file: {failure.Message}", failure);
        }
    }

    /// <summary>Names of its studies, in order.</summary>
    public IReadOnlyList<string> Names() => Guarded(() =>
    {
        var names = new List<string>();
        using var rows = _database.Prepare("SELECT study_name FROM studies ORDER BY study_id LIMIT 10001");
        while (rows.Step())
            names.Add(rows.Text(0));
        return names.Count <= StudyLimit ? names : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{_file}: holds more than {StudyLimit} studies."));
    });

    /// <summary>Reads a study.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public OptunaStudy Read(string name) => Guarded(() =>
    {
        long id;
        using (var found = _database.Prepare("SELECT study_id FROM studies WHERE study_name = ?1").Bind(name))
            id = found.Step() ? found.Int64(0) : throw new AssayException($"{_file}: holds no study '{name}'.");
        var study = new OptunaStudy(name) { Directions = Directions(id) };
        Each("SELECT key, value_json FROM study_user_attributes WHERE study_id = ?1", id, "study_user_attributes", row => study.UserAttributes[row.Text(0)] = row.Text(1));
        Each("SELECT key, value_json FROM study_system_attributes WHERE study_id = ?1", id, "study_system_attributes", row => study.SystemAttributes[row.Text(0)] = row.Text(1));
        var trials = Trials(study, id);
        OptunaTrial Of(Statement row) => trials.TryGetValue(row.Int64(0), out var trial) ? trial : new OptunaTrial();
        const string Own = "trial_id IN (SELECT trial_id FROM trials WHERE study_id = ?1)";
        Each($"SELECT trial_id, param_name, param_value, distribution_json FROM trial_params WHERE {Own} ORDER BY param_id", id, "trial_params", row => Of(row).Params[row.Text(1)] = (row.DoubleOrNull(2) ?? double.NaN, row.Text(3)));
        if (Has("trial_values", "objective"))
        {
            var type = Has("trial_values", "value_type") ? "value_type" : "NULL";
            Each($"SELECT trial_id, objective, value, {type} FROM trial_values WHERE {Own}", id, "trial_values", row => Of(row).Values[(int)row.Int64(1)] = Number(row, 2, 3));
        }

        var reports = Has("trial_intermediate_values", "step") ? "trial_intermediate_values" : "trial_values";
        var (value, kind) = reports == "trial_values" ? ("value", "NULL") : ("intermediate_value", Has(reports, "intermediate_value_type") ? "intermediate_value_type" : "NULL");
        if (Has(reports, "step"))
            Each($"SELECT trial_id, step, {value}, {kind} FROM {reports} WHERE {Own}", id, reports, row => Of(row).Reports[row.Int64(1)] = Number(row, 2, 3));
        Each($"SELECT trial_id, key, value_json FROM trial_user_attributes WHERE {Own}", id, "trial_user_attributes", row => Of(row).UserAttributes[row.Text(1)] = row.Text(2));
        Each($"SELECT trial_id, key, value_json FROM trial_system_attributes WHERE {Own}", id, "trial_system_attributes", row => Of(row).SystemAttributes[row.Text(1)] = row.Text(2));
        Each($"SELECT trial_id, heartbeat FROM trial_heartbeats WHERE {Own}", id, "trial_heartbeats", row => Of(row).Heartbeat = OptunaTime.Read(row.TextOrNull(1), IsUtc));
        return study;
    });

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static double Number(Statement row, int value, int type) => row.TextOrNull(type) switch
    {
        "INF_POS" => double.PositiveInfinity,
        "INF_NEG" => double.NegativeInfinity,
        "NAN" => double.NaN,
        null when row.DoubleOrNull(value) is { } number => Old(number),
        _ => row.DoubleOrNull(value) ?? double.NaN,
    };

    private static double Old(double value) => value >= OldInfinity ? double.PositiveInfinity : value <= -OldInfinity ? double.NegativeInfinity : value;

    private void ReadSchema()
    {
        // What the file declares is not trusted to call functions.
        _database.Execute("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON");
        using (var rows = _database.Prepare("SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' LIMIT 10000"))
        {
            while (rows.Step())
                _columns.Add($"{rows.Text(0)}.{rows.Text(1)}");
        }

        foreach (var (table, column) in new[] { ("studies", "study_name"), ("trials", "state"), ("trial_params", "distribution_json") })
        {
            if (!Has(table, column))
                throw new AssayException($"{_file}: is a SQLite file but no storage of Optuna: the column {table}.{column} is missing.");
        }

        if (!Has("version_info", "library_version"))
            return;
        using var version = _database.Prepare("SELECT library_version FROM version_info LIMIT 1");
        Version = version.Step() ? version.TextOrNull(0) : null;
    }

    private List<string> Directions(long study)
    {
        var directions = new List<string>();
        if (Has("study_directions", "direction"))
            Each("SELECT direction FROM study_directions WHERE study_id = ?1 ORDER BY objective", study, "study_directions", row => directions.Add(row.Text(0)));
        else if (Has("studies", "direction"))
            Each("SELECT direction FROM studies WHERE study_id = ?1", study, "studies", row => directions.Add(row.Text(0)));
        return directions;
    }

    private Dictionary<long, OptunaTrial> Trials(OptunaStudy study, long id)
    {
        var trials = new Dictionary<long, OptunaTrial>();
        var (number, value) = (Has("trials", "number") ? "number" : "NULL", Has("trials", "value") ? "value" : "NULL");
        var hidden = Has("trials", "discarded_at") ? " AND discarded_at IS NULL" : "";
        Each($"SELECT trial_id, state, {number}, {value}, datetime_start, datetime_complete FROM trials WHERE study_id = ?1{hidden} ORDER BY trial_id", id, "trials", row =>
        {
            if (trials.Count == TrialLimit)
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{_file}: the study '{study.Name}' has more than {TrialLimit} trials."));
            var trial = new OptunaTrial { State = row.Text(1), Number = (int)(row.Int64OrNull(2) ?? trials.Count), Started = OptunaTime.Read(row.TextOrNull(4), IsUtc), Ended = OptunaTime.Read(row.TextOrNull(5), IsUtc) };
            if (!row.IsNull(3))
                trial.Values[0] = Old(row.Double(3));
            trials.Add(row.Int64(0), trial);
            study.Trials.Add(trial);
        });
        return trials;
    }

    private void Each(string sql, long study, string table, Action<Statement> read)
    {
        if (!_columns.Any(column => column.StartsWith(table + ".", StringComparison.Ordinal)))
            return;
        using var rows = _database.Prepare(sql).Bind(study);
        while (rows.Step())
        {
            if (++_rows > RowLimit)
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{_file}: holds more than {RowLimit} rows."));
            read(rows);
        }
    }

    private bool Has(string table, string column) => _columns.Contains($"{table}.{column}");

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteFailure failure)
        {
            throw new AssayException($"{_file}: cannot be read as a storage of Optuna: {failure.Message}", failure);
        }
    }
}
