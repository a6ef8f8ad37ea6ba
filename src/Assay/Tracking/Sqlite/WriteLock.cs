using System.Diagnostics;
using System.Security.Cryptography;

namespace Assay.Tracking.Sqlite;

/// <summary>
/// Waits for SQLite's one write lock. SQLite's own waiting sleeps the same steps in every process, so that some starve; here the
/// steps are drawn, and short, because no holder waits for anything but the disk.
/// </summary>
internal static class WriteLock
{
    /// <summary>How long a writer waits before it gives up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int LongestSleepMilliseconds = 20;

    /// <summary>Does something that needs the lock, again and again while another process holds it.</summary>
    /// <param name="act">What to do; undone by itself when it fails.</param>
    /// <exception cref="SqliteFailure">It failed, or the lock was not free within <see cref="Patience"/>.</exception>
    public static void Wait(Action act)
    {
        var began = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                act();
                return;
            }
            catch (SqliteFailure failure) when (failure.IsBusy && Stopwatch.GetElapsedTime(began) < Patience)
            {
                Thread.Sleep(RandomNumberGenerator.GetInt32(0, Math.Min(attempt + 1, LongestSleepMilliseconds)));
            }
        }
    }

    /// <summary>Begins a write transaction.</summary>
    /// <param name="database">The connection.</param>
    public static void Begin(Database database) => Wait(() => database.Run("BEGIN IMMEDIATE"));
}
