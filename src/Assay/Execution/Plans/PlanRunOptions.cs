using Assay.Tracking;

namespace Assay.Execution.Plans;

/// <summary>How a plan is executed.</summary>
public sealed record PlanRunOptions
{
    /// <summary>Experiments executed at the same time at most. Default: 1.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Processor slots shared by the experiments' <c>cpus</c>. Default: the machine's processors.</summary>
    public int CpuSlots { get; init; } = Environment.ProcessorCount;

    /// <summary>GPU slots shared by the experiments' <c>gpus</c>; slot n is what CUDA_VISIBLE_DEVICES names n. Default: none.</summary>
    public int GpuSlots { get; init; }

    /// <summary>Whether further tries are made after a failure, as the plan's <c>retries</c> say. Default: yes.</summary>
    public bool Retry { get; init; } = true;

    /// <summary>How long a claim lasts unless it is renewed. Default: one minute.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often runs of other runners and requests to stop are looked at. Default: one second.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How this runner was called, for those who list runners.</summary>
    public string Command { get; init; } = "assay run";

    /// <summary>File the runner's output goes to, relative to the store's folder; null when it has a terminal.</summary>
    public string? LogPath { get; init; }

    /// <summary>The user whose runs they are. Default: the user of this process.</summary>
    public string User { get; init; } = Environment.UserName;

    /// <summary>Whom the journal names. Default: the user.</summary>
    public string Who { get; init; } = Environment.UserName;

    /// <summary>Who hears of runs that ended. Default: nobody.</summary>
    public IReadOnlyList<IStoreListener> Listeners { get; init; } = [];

    /// <summary>Everything that is wrong with these options.</summary>
    /// <returns>Sentences; empty when all is well.</returns>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        if (Jobs < 1)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"--jobs {Jobs}: at least 1 is expected."));
        if (CpuSlots < 1)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"--cpus {CpuSlots}: at least 1 is expected."));
        if (GpuSlots < 0)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"--gpus {GpuSlots}: 0 or more is expected."));
        return problems;
    }
}
