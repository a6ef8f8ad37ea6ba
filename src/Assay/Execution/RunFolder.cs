using Assay.Tracking;

namespace Assay.Execution;

/// <summary>The folder of one run inside the store's folder.</summary>
public static class RunFolder
{
    /// <summary>File that holds what the command wrote to standard output.</summary>
    public const string StandardOutput = "stdout.log";

    /// <summary>File that holds what the command wrote to standard error.</summary>
    public const string StandardError = "stderr.log";

    internal const string Config = "config.json";
    internal const string Diff = "diff.patch";
    internal const string Launch = "launch.json";
    internal const string Steps = "steps";

    /// <summary>The run's folder, absolute; it exists once the run was executed.</summary>
    /// <param name="storeFolder">The store's folder.</param>
    /// <param name="run">The run.</param>
    /// <returns>The path.</returns>
    public static string Of(string storeFolder, RunId run) => Path.Combine(storeFolder, "runs", run.Value);

    /// <summary>A file of the run as the store names it: relative to the store's folder, with "/".</summary>
    internal static string Relative(RunId run, string file) => $"runs/{run.Value}/{file}";
}
