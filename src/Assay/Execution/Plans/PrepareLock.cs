namespace Assay.Execution.Plans;

/// <summary>
/// Lets one runner prepare while none executes: preparing holds the lock alone, executing shares it. A runner that finds the lock shared
/// knows that another one has prepared and is executing; it must not build under that one's feet.
/// </summary>
internal sealed class PrepareLock : IDisposable
{
    private const string PreparedMark = "prepared";
    private readonly string _path;
    private FileStream? _stream;

    public PrepareLock(string storeFolder)
    {
        Directory.CreateDirectory(storeFolder);
        _path = Path.Combine(storeFolder, "prepare.lock");
    }

    /// <summary>Prepares alone, or waits until the runner that prepares has finished.</summary>
    /// <param name="prepare">Prepares; false when it failed.</param>
    /// <param name="pollInterval">How often a busy lock is tried.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True when prepared here; false when prepare failed; null when another runner has prepared.</returns>
    public async Task<bool?> PrepareAsync(Func<Task<bool>> prepare, TimeSpan pollInterval, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryOpen(FileAccess.ReadWrite, FileShare.None) is { } alone)
            {
                bool prepared;
                await using (alone.ConfigureAwait(false))
                {
                    alone.SetLength(0);
                    prepared = await prepare().ConfigureAwait(false);
                    if (prepared)
                        alone.Write(Encoding.UTF8.GetBytes(PreparedMark));
                }

                // Between the two locks another runner may prepare again: no child runs yet, so that does no harm.
                if (!prepared)
                    return false;
                _stream = await ShareAsync(pollInterval, clock, cancellationToken).ConfigureAwait(false);
                return true;
            }

            if (TryOpen(FileAccess.Read, FileShare.Read) is { } shared)
            {
                using var reader = new StreamReader(shared, leaveOpen: true);
                if (await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false) == PreparedMark)
                {
                    _stream = shared;
                    return null;
                }

                await shared.DisposeAsync().ConfigureAwait(false);
            }

            await Task.Delay(pollInterval, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _stream?.Dispose();

    private async Task<FileStream> ShareAsync(TimeSpan pollInterval, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryOpen(FileAccess.Read, FileShare.Read) is { } shared)
                return shared;
            await Task.Delay(pollInterval, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private FileStream? TryOpen(FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(_path, FileMode.OpenOrCreate, access == FileAccess.Read ? FileAccess.Read : access, share);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
