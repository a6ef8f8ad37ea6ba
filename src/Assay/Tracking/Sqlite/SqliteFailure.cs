using SQLitePCL;

namespace Assay.Tracking.Sqlite;

/// <summary>A failure that SQLite reported; never leaves the store untranslated.</summary>
/// <param name="code">Extended result code.</param>
/// <param name="message">SQLite's message.</param>
internal sealed class SqliteFailure(int code, string message) : Exception(message)
{
    private int Primary => code & 0xff;

    /// <summary>Whether another connection holds a lock.</summary>
    public bool IsBusy => Primary is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>Whether there is no room left.</summary>
    public bool IsFull => Primary == raw.SQLITE_FULL;

    /// <summary>Whether the file, or what belongs beside it, may not be opened or written.</summary>
    public bool IsReadOnly => Primary is raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH;

    /// <summary>The failure as a sentence for the user.</summary>
    /// <param name="path">The database file.</param>
    public StoreException ToStoreException(string path) => new(
        Primary switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                $"{path}: another process has kept the store locked for {WriteLock.Patience.TotalSeconds:0} s; nothing was written. Look for a stuck process, then try again.",
            raw.SQLITE_FULL => $"{path}: the disk is full; nothing was written. Free some space, then try again.",
            raw.SQLITE_IOERR => $"{path}: reading or writing failed ({Message}, code {Code}); nothing was written. Look at the disk's free space and health.",
            raw.SQLITE_READONLY => $"{path}: the store is read-only; nothing was written. Look at the permissions of the file and its folder.",
            raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH => $"{path}: the store cannot be opened ({Message}). Look at the permissions of the file and its folder.",
            raw.SQLITE_NOTADB => $"{path}: this file is not an Assay store. Name another folder, or move the file away.",
            raw.SQLITE_CORRUPT => $"{path}: the store is damaged ({Message}). Keep a copy of the file, then restore one from backups/.",
            _ => $"{path}: the store failed ({Message}, code {Code}); nothing was written.",
        },
        this);

    private string Code => code.ToString(CultureInfo.InvariantCulture);
}
