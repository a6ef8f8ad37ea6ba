using Assay.Foundation.Files;

namespace Assay.Execution.Local;

/// <summary>
/// The file that decides whether a command starts: its launcher makes it, or somebody who takes the run over. There is one name a
/// lease epoch, so that a launcher that was revoked stays revoked when the run is claimed again.
/// </summary>
/// <param name="ProcessId">Process id of the launcher; 0 when the run was revoked.</param>
/// <param name="Start">Its start time in the system's terms.</param>
internal sealed record PidFile(int ProcessId, string Start)
{
    private const string RevokedText = "revoked\n\n";
    private const int SizeLimit = 4096;
    private static readonly TimeSpan WritingTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether the command will never start.</summary>
    internal bool Revoked => ProcessId == 0;

    /// <summary>Name of the file of a lease epoch.</summary>
    internal static string NameOf(long epoch) => "pid." + epoch.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a pid file; null when it is not there, or not whole.</summary>
    internal static PidFile? TryRead(string path)
    {
        try
        {
            // Both lines have ended: the launcher writes them at once, so nothing is missing.
            var lines = BoundedFile.ReadText(path, SizeLimit).Split('\n');
            if (lines.Length < 3)
                return null;
            if (lines[0] == "revoked")
                return new PidFile(0, "");
            return int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var processId) && processId > 0
                ? new PidFile(processId, ProcessIdentity.StartOf(lines[1]) ?? "")
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Finds the launcher that a run's leases started, or makes sure that none will ever start: every epoch's file is made here unless
    /// a launcher was first.
    /// </summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="lastEpoch">The last epoch under which something may have been started.</param>
    /// <param name="clock">Paces the wait for a launcher that is just writing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The launcher; null when none has started, and none will.</returns>
    internal static async Task<PidFile?> SettleAsync(string folder, long lastEpoch, TimeProvider clock, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        for (var epoch = lastEpoch; epoch >= 1; epoch--)
        {
            var path = Path.Combine(folder, NameOf(epoch));
            if (TryRevoke(path))
                continue;
            var found = await ReadWholeAsync(path, clock, cancellationToken).ConfigureAwait(false);
            if (!found.Revoked)
                return found;
        }

        return null;
    }

    /// <summary>Makes the file in a launcher's place.</summary>
    /// <returns>False when it was there already.</returns>
    internal static bool TryRevoke(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            stream.Write(Encoding.ASCII.GetBytes(RevokedText));
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    // A launcher is between making the file and writing into it, or was killed there, or stopped. Moving the file away decides: it
    // reads back what it wrote and gives up when that is gone, or says revoked; what it wrote before is seen in the moved file.
    private static async Task<PidFile> ReadWholeAsync(string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        do
        {
            if (TryRead(path) is { } whole)
                return whole;
            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
        while (clock.GetElapsedTime(began) < WritingTime);

        var moved = path + ".torn";
        File.Move(path, moved, overwrite: true);
        if (TryRead(moved) is { } late)
            return late;
        _ = TryRevoke(path);
        return new PidFile(0, "");
    }
}
