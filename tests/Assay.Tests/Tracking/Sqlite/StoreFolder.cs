using Assay.Testing;
using Assay.Tracking.Sqlite;

namespace Assay.Tests.Tracking.Sqlite;

/// <summary>A store of its own for one test, opened as often as the test likes.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => System.IO.Path.Combine(_folder.Path, ".assay");

    public string Database => System.IO.Path.Combine(Path, "assay.db");

    public string[] Backups => Directory.Exists(System.IO.Path.Combine(Path, "backups")) ? Directory.GetFiles(System.IO.Path.Combine(Path, "backups")) : [];

    public Task<SqliteRunStore> OpenAsync(StoreOpenOptions? options = null) => SqliteRunStore.OpenAsync(Path, options ?? new StoreOpenOptions { Create = true });

    /// <summary>Runs a script as another program would.</summary>
    public void Execute(string sql)
    {
        using var database = Assay.Tracking.Sqlite.Database.Open(Database, SQLitePCL.raw.SQLITE_OPEN_READWRITE | SQLitePCL.raw.SQLITE_OPEN_CREATE);
        database.Execute(sql);
    }

    public void Dispose() => _folder.Dispose();
}
