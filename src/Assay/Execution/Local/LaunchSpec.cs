using Assay.Planning;

namespace Assay.Execution.Local;

/// <summary>What a launcher needs.</summary>
/// <param name="Command">What is executed.</param>
/// <param name="WorkingDirectory">Absolute.</param>
/// <param name="Environment">The whole environment of the command.</param>
/// <param name="RunFolder">Absolute; stdout.log, stderr.log, exit and the pid file go there.</param>
/// <param name="PidFile">Name of the pid file inside the run's folder.</param>
internal sealed record LaunchSpec(
    LaunchCommand Command, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment, string RunFolder, string PidFile);
