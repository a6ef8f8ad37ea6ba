using Assay.Tracking.Sqlite.Migrations;
using SQLitePCL;

namespace Assay.Tracking.Sqlite;

/// <summary>The database file of a store: finds it, makes it, brings it to this program's version, and opens connections to it.</summary>
internal sealed class StoreFile
{
    /// <summary>Name of the database in the store's folder.</summary>
    public const string FileName = "assay.db";

    /// <summary>Name of the folder for backups.</summary>
    public const string BackupFolder = "backups";

    // What a write transaction touches stays in memory; readers need little, because the system caches the file.
    // What is written often goes into the file once: pages come out of the log every 16 MB.
    private const string WriterSettings =
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864";

    private const string ReaderSettings = "PRAGMA query_only=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768";

    private readonly StoreOpenOptions _options;
    private readonly Migrator _migrator;
    private bool _immutable;

    private StoreFile(string folder, StoreOpenOptions options)
    {
        Folder = folder;
        Path = System.IO.Path.Combine(folder, FileName);
        _options = options;
        _migrator = new Migrator(Path, options.Migrations, options.Clock);
    }

    /// <summary>The store's folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>The database file, absolute.</summary>
    public string Path { get; }

    /// <summary>Why nothing can be written; null when it can.</summary>
    public string? ReadOnlyReason { get; private set; }

    /// <summary>Opens the store in a folder, and makes or upgrades it when that is wished and needed.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="options">How.</param>
    /// <exception cref="StoreException">There is none, it is damaged or newer, or it lies on a network file system.</exception>
    public static StoreFile Open(string folder, StoreOpenOptions options)
    {
        var file = new StoreFile(System.IO.Path.GetFullPath(folder), options);
        if (NetworkFileSystem.Find(file.Folder) is { } system)
        {
            throw new StoreException(
                $"{file.Folder}: the store would lie on a network file system ({system}), where locks cannot be trusted. Put it on a local disk; other machines hand over spool files.");
        }

        try
        {
            file.Prepare();
            return file;
        }
        catch (SqliteFailure failure)
        {
            throw failure.ToStoreException(file.Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{file.Folder}: the store cannot be opened: {failure.Message}", failure);
        }
    }

    /// <summary>Opens a connection for reading.</summary>
    public Database OpenReader()
    {
        var database = _immutable
            ? Database.Open(new Uri(Path).AbsoluteUri + "?immutable=1", raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI)
            : Database.Open(Path, ReadOnlyReason is null ? raw.SQLITE_OPEN_READWRITE : raw.SQLITE_OPEN_READONLY);
        try
        {
            // A reader only waits while another process recovers after a crash or closes as the last.
            database.SetBusyTimeout(WriteLock.Patience);
            database.Execute(ReaderSettings);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens the connection for writing.</summary>
    public Database OpenWriter()
    {
        var database = Database.Open(Path, raw.SQLITE_OPEN_READWRITE);
        try
        {
            // Even settings read the file, which another process locks for a moment when it opens it first or closes it last.
            WriteLock.Wait(() => database.Execute(WriterSettings));
            if (_options.MaximumPages is { } pages)
                _ = database.Number(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count={pages}"));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Refuses to go on when another program has upgraded the store since it was opened; asked inside each transaction.</summary>
    /// <param name="database">The connection.</param>
    /// <exception cref="StoreException">The version moved.</exception>
    public void CheckVersion(Database database)
    {
        var version = Migrator.VersionOf(database);
        if (version != _migrator.Target)
            throw _migrator.Newer(version);
    }

    private void Prepare()
    {
        if (!File.Exists(Path))
        {
            if (!_options.Create)
                throw new StoreException($"{Path}: there is no store here. 'assay init' makes one.");
            foreach (var name in new[] { BackupFolder, "artifacts", "runs" })
                Directory.CreateDirectory(System.IO.Path.Combine(Folder, name));
        }

        if (_options.ReadOnly)
            ReadOnlyReason = "it was opened for reading only";
        else
            PrepareWritable();
        if (ReadOnlyReason is not null)
            PrepareReadOnly();
    }

    private void PrepareWritable()
    {
        using var database = Database.Open(Path, raw.SQLITE_OPEN_READWRITE | (_options.Create ? raw.SQLITE_OPEN_CREATE : 0));
        if (database.IsReadOnly)
        {
            ReadOnlyReason = "its file or folder does not permit writing";
            return;
        }

        var version = 0;
        // Another process may just make the store, switch its journal or close it as the last: then even reading has to wait.
        WriteLock.Wait(() =>
        {
            version = Migrator.VersionOf(database);
            _migrator.RefuseForeign(database);
        });
        if (version == _migrator.Target)
            return;
        if (version == 0 && !_options.Create)
            throw NoStoreYet();
        // The journal's mode is a property of the file; changing it needs a moment without other connections.
        WriteLock.Wait(() => _ = database.Number("PRAGMA journal_mode=WAL"));
        WriteLock.Wait(() => database.Execute(WriterSettings));
        WriteLock.Wait(() => _migrator.Apply(database));
    }

    private void PrepareReadOnly()
    {
        int version;
        try
        {
            version = ReadVersion();
        }
        catch (SqliteFailure failure) when (failure.IsReadOnly && !IsOpenElsewhere())
        {
            // Its log cannot be made here and nobody has it open, so the file does not change while it is read.
            _immutable = true;
            version = ReadVersion();
        }

        if (version == 0)
            throw NoStoreYet();
        if (version < _migrator.Target)
        {
            throw new StoreException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path}: the store has version {version}, this program reads version {_migrator.Target}, and it cannot be upgraded because {ReadOnlyReason}. Open it for writing once."));
        }
    }

    private int ReadVersion()
    {
        using var database = OpenReader();
        _migrator.RefuseForeign(database);
        return Migrator.VersionOf(database);
    }

    // Whoever has a store open keeps these beside it; so does one that was killed.
    private bool IsOpenElsewhere() => File.Exists(Path + "-shm") || File.Exists(Path + "-wal");

    private StoreException NoStoreYet() => new($"{Path}: the file is empty, there is no store in it. 'assay init' makes one.");
}
