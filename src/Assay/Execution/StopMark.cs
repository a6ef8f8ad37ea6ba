using Assay.Foundation.Files;
using Assay.Tracking;

namespace Assay.Execution;

/// <summary>A request to stop a run, left in its folder for whoever follows its command; any terminal on the machine may leave one.</summary>
public static class StopMark
{
    private const string FileName = "stop";
    private const int LongestReason = 4096;

    /// <summary>Asks for a stop.</summary>
    /// <param name="storeFolder">The store's folder.</param>
    /// <param name="run">The run.</param>
    /// <param name="why">Who and why, for the journal.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(string storeFolder, RunId run, string why) => AtomicFile.WriteText(PathOf(RunFolder.Of(storeFolder, run)), why);

    /// <summary>The reason of a stop that was asked for; null when none was.</summary>
    /// <param name="runFolder">The run's folder.</param>
    internal static string? TryRead(string runFolder)
    {
        try
        {
            return File.Exists(PathOf(runFolder)) ? BoundedFile.ReadText(PathOf(runFolder), LongestReason) : null;
        }
        catch (IOException)
        {
            return "stopped";
        }
    }

    private static string PathOf(string runFolder) => Path.Combine(runFolder, FileName);
}
