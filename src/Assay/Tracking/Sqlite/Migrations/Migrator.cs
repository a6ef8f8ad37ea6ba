namespace Assay.Tracking.Sqlite.Migrations;

/// <summary>
/// Brings a store to this program's version. Everything happens in one write transaction, so that a killed process leaves the old
/// version, and the other processes see the old or the new one. A store with data is backed up first, while the write lock is held;
/// the backup stays when the upgrade succeeds (it is the way back to the older program) and goes when it fails (the store is unchanged).
/// </summary>
internal sealed class Migrator(string path, IReadOnlyList<Migration> migrations, TimeProvider clock)
{
    // "ASSY": tells our files from other SQLite databases.
    private const int ApplicationId = 0x41535359;

    /// <summary>The version this program writes.</summary>
    public int Target { get; } = migrations[^1].Version;

    /// <summary>A store's version; 0 for an empty file.</summary>
    public static int VersionOf(Database database) => (int)database.Number("PRAGMA user_version");

    /// <summary>Refuses what is not a store of this program's version or an older one.</summary>
    /// <param name="database">A connection.</param>
    /// <exception cref="StoreException">The file holds something else, or a newer store.</exception>
    public void RefuseForeign(Database database)
    {
        var version = VersionOf(database);
        if (version > Target)
            throw Newer(version);
        // In this order: a store that another process makes between the two questions has both at once.
        if (database.Number("SELECT count(*) FROM sqlite_master") > 0 && database.Number("PRAGMA application_id") != ApplicationId)
            throw new StoreException($"{path}: this is a database of another program, not an Assay store. Name another folder, or move the file away.");
    }

    /// <summary>Applies the missing steps.</summary>
    /// <param name="database">A connection that may write.</param>
    /// <exception cref="StoreException">The file holds something else, or a newer store; or the upgrade failed and was undone.</exception>
    public void Apply(Database database)
    {
        RefuseForeign(database);
        if (VersionOf(database) == Target)
            return;
        WriteLock.Begin(database);
        try
        {
            // Another process may have been here while this one waited for the lock.
            RefuseForeign(database);
            var version = VersionOf(database);
            if (version < Target)
            {
                var backup = version > 0 ? BackUp(version) : null;
                Upgrade(database, version, backup);
            }

            database.Run("COMMIT");
        }
        catch
        {
            database.RollBack();
            throw;
        }
    }

    /// <summary>The sentence for a store of a later program.</summary>
    /// <param name="version">Its version.</param>
    public StoreException Newer(int version) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{path}: the store has version {version}, this program knows versions up to {Target}. Use a newer assay; nothing was written."));

    private void Upgrade(Database database, int from, string? backup)
    {
        try
        {
            foreach (var migration in migrations.Where(m => m.Version > from))
                database.Execute(migration.Sql);
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Target}"));
        }
        catch (SqliteFailure failure) when (backup is not null)
        {
            File.Delete(backup);
            throw new StoreException(
                string.Create(CultureInfo.InvariantCulture, $"{path}: the upgrade from version {from} to {Target} failed ({failure.Message}); the store is as it was."), failure);
        }
    }

    /// <summary>Copies the committed store through a second connection; the first one holds the write lock, so nothing can change meanwhile.</summary>
    private string BackUp(int version)
    {
        var folder = Path.Combine(Path.GetDirectoryName(path)!, StoreFile.BackupFolder);
        Directory.CreateDirectory(folder);
        var stamp = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);
        var name = string.Create(CultureInfo.InvariantCulture, $"assay-v{version}-{stamp}.db");
        var backup = Path.Combine(folder, name);
        var copy = backup + ".tmp";
        File.Delete(copy);
        using (var reader = Database.Open(path, SQLitePCL.raw.SQLITE_OPEN_READWRITE))
        using (var vacuum = reader.PrepareOnce("VACUUM INTO ?").Bind(copy))
            vacuum.Run();
        using (var written = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite))
            written.Flush(flushToDisk: true);
        File.Move(copy, backup, overwrite: true);
        return backup;
    }
}
