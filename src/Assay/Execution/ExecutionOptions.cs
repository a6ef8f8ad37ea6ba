using Assay.Tracking;

namespace Assay.Execution;

/// <summary>How runs are executed on this machine.</summary>
public sealed record ExecutionOptions
{
    /// <summary>Who executes, for the journal, e.g. <c>ann (assay 4711 on lab1)</c>.</summary>
    public required string Who { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long a lease lasts; it is renewed after half of that. Default: one minute, so that another machine waits no longer.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often spools are looked at while a command runs. Default: a quarter of a second, what a person takes for "at once".</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Who hears of runs that ended, after their end is durable; what they say is passed on as a warning. Default: nobody.</summary>
    public IReadOnlyList<IStoreListener> Listeners { get; init; } = [];
}
