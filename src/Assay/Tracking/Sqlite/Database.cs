using SQLitePCL;

namespace Assay.Tracking.Sqlite;

/// <summary>One SQLite connection with its prepared statements. Not safe for concurrent use.</summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(new SqlComparer());

    static Database()
    {
        Batteries_V2.Init();
        // SQLite counts its memory under a process-wide lock at every allocation; nobody reads the count. Refused, harmlessly, when
        // somebody else in the process has used SQLite before.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private Database(sqlite3 handle) => _handle = handle;

    /// <summary>Texts that occur again and again (keys, names of statuses), held once a connection.</summary>
    public TextPool Texts { get; } = new();

    /// <summary>Whether a transaction is open; some failures end it without being asked.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Whether the file cannot be written through this connection.</summary>
    public bool IsReadOnly => raw.sqlite3_db_readonly(_handle, "main") == 1;

    /// <summary>Row number of the last insertion.</summary>
    public long LastInserted => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>Rows that the last statement changed.</summary>
    public int Changed => raw.sqlite3_changes(_handle);

    /// <summary>Opens a database file.</summary>
    /// <param name="path">The file, or a URI that begins with <c>file:</c>.</param>
    /// <param name="flags">SQLite's flags of opening.</param>
    /// <exception cref="SqliteFailure">It cannot be opened.</exception>
    public static Database Open(string path, int flags)
    {
        // One thread at a time uses a connection, so SQLite's own locks would be paid for nothing.
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new Database(handle);
        if (code == raw.SQLITE_OK)
            return database;
        var failure = database.Failure(code);
        database.Dispose();
        throw failure;
    }

    /// <summary>A statement that is kept for the next call with the same text. Disposing it makes it ready for the next use.</summary>
    /// <param name="sql">One statement.</param>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new Statement(this, Compile(sql), kept: true);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    /// <summary>A statement for one use, e.g. one whose text depends on a query.</summary>
    /// <param name="sql">One statement.</param>
    public Statement PrepareOnce(string sql) => new(this, Compile(sql), kept: false);

    /// <summary>Runs a script of any number of statements without parameters.</summary>
    /// <param name="sql">The script.</param>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>Runs a kept statement without parameters and without rows.</summary>
    /// <param name="sql">One statement.</param>
    public void Run(string sql)
    {
        using var statement = Prepare(sql);
        statement.Run();
    }

    /// <summary>First column of the first row, as a number; 0 when there is none.</summary>
    /// <param name="sql">One statement without parameters.</param>
    public long Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>How long SQLite itself waits for a lock before it reports that the database is busy.</summary>
    /// <param name="wait">Kept to the millisecond.</param>
    public void SetBusyTimeout(TimeSpan wait) => Check(raw.sqlite3_busy_timeout(_handle, (int)wait.TotalMilliseconds));

    /// <summary>Undoes the open transaction, when there is one.</summary>
    public void RollBack()
    {
        if (InTransaction)
            Run("ROLLBACK");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Close();
        _statements.Clear();
        raw.sqlite3_close_v2(_handle);
        _handle.Dispose();
    }

    /// <summary>Throws when a result code says that something failed.</summary>
    /// <param name="code">SQLite's result code.</param>
    /// <exception cref="SqliteFailure">It did.</exception>
    internal void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw Failure(code);
    }

    /// <summary>What failed last.</summary>
    /// <param name="code">The result code of the failed call.</param>
    internal SqliteFailure Failure(int code)
    {
        var extended = raw.sqlite3_extended_errcode(_handle);
        return new SqliteFailure((extended & 0xff) == (code & 0xff) ? extended : code, raw.sqlite3_errmsg(_handle).utf8_to_string());
    }

    private sqlite3_stmt Compile(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        return statement;
    }

    /// <summary>Compares statements' texts. Of a long text a hash of every character would cost more than the statement.</summary>
    private sealed class SqlComparer : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        // Texts differ in their length, the table they name, or their end.
        public int GetHashCode(string text) => (((((text.Length * 31) + text[text.Length / 4]) * 31) + text[text.Length / 2]) * 31) + text[^1];
    }
}
