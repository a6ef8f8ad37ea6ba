using System.Collections.Concurrent;

namespace Assay.Tracking.Sqlite;

/// <summary>Connections for reading. A read never waits for another: when all are taken, one more is opened.</summary>
internal sealed class ReaderPool(StoreFile file) : IDisposable
{
    private const int MostKept = 4;
    private readonly ConcurrentBag<Database> _idle = [];
    private volatile bool _disposed;

    /// <summary>Reads inside one transaction: everything the function sees is one state of the store.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">Reads it.</param>
    /// <exception cref="StoreException">The store is damaged or was upgraded meanwhile.</exception>
    public T Read<T>(Func<Database, T> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteRunStore));
        var sound = false;
        Database? database = null;
        try
        {
            if (!_idle.TryTake(out database))
                database = file.OpenReader();
            database.Run("BEGIN");
            try
            {
                file.CheckVersion(database);
                return read(database);
            }
            finally
            {
                database.RollBack();
                sound = true;
            }
        }
        catch (SqliteFailure failure)
        {
            throw failure.ToStoreException(file.Path);
        }
        finally
        {
            if (sound && _idle.Count < MostKept)
                _idle.Add(database!);
            else
                database?.Dispose();
            if (_disposed)
                Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var database))
            database.Dispose();
    }
}
