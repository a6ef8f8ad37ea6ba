namespace Assay.Tracking;

/// <summary>The long part of a run's record: read for one run at a time, stored as one JSON document.</summary>
public sealed record RunDetails
{
    /// <summary>The command as shell text; null when given as arguments or when there is none.</summary>
    public string? Command { get; init; }

    /// <summary>The exact arguments, program first; null when there is no process.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>Working directory.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The environment variables that were asked for, never the rest.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>The resolved configuration as canonical JSON.</summary>
    public string? Config { get; init; }

    /// <summary>SHA-256 of <see cref="Config"/>.</summary>
    public string? ConfigDigest { get; init; }

    /// <summary>Configuration file the person named.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>Inputs the person or plan named.</summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>Outputs the person or plan named.</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>Free remarks made when the run was recorded.</summary>
    public string? Notes { get; init; }

    /// <summary>The code.</summary>
    public GitState? Git { get; init; }

    /// <summary>The machine.</summary>
    public HostFacts? Host { get; init; }

    /// <summary>Signal that ended the process, e.g. <c>SIGKILL</c>; null when it ended by itself.</summary>
    public string? Signal { get; init; }

    /// <summary>Largest resident memory in bytes, undefined with a reason where it could not be measured; null before the end.</summary>
    public MetricValue? PeakMemory { get; init; }

    /// <summary>Processor seconds, user and system, undefined with a reason where they could not be measured; null before the end.</summary>
    public MetricValue? CpuSeconds { get; init; }

    /// <summary>The last lines of standard error, at most 4 KiB.</summary>
    public string? ErrorTail { get; init; }

    /// <summary>The steps of a chain of commands.</summary>
    public IReadOnlyList<StepOutcome>? Steps { get; init; }

    /// <summary>What was imported: path and SHA-256 of the file; null otherwise.</summary>
    public string? ImportedFrom { get; init; }

    /// <summary>What a person's log said of it; null when it came from none.</summary>
    public LogOrigin? Log { get; init; }

    /// <summary>These details with every part that <paramref name="later"/> states taken from it.</summary>
    /// <param name="later">The newer details; its null parts change nothing.</param>
    /// <returns>The joined details.</returns>
    public RunDetails With(RunDetails later) => new()
    {
        Command = later.Command ?? Command,
        Arguments = later.Arguments ?? Arguments,
        WorkingDirectory = later.WorkingDirectory ?? WorkingDirectory,
        Environment = later.Environment ?? Environment,
        Config = later.Config ?? Config,
        ConfigDigest = later.ConfigDigest ?? ConfigDigest,
        ConfigPath = later.ConfigPath ?? ConfigPath,
        Inputs = later.Inputs ?? Inputs,
        Outputs = later.Outputs ?? Outputs,
        Notes = later.Notes ?? Notes,
        Git = later.Git ?? Git,
        Host = later.Host ?? Host,
        Signal = later.Signal ?? Signal,
        PeakMemory = later.PeakMemory ?? PeakMemory,
        CpuSeconds = later.CpuSeconds ?? CpuSeconds,
        ErrorTail = later.ErrorTail ?? ErrorTail,
        Steps = later.Steps ?? Steps,
        ImportedFrom = later.ImportedFrom ?? ImportedFrom,
        Log = later.Log ?? Log,
    };
}
