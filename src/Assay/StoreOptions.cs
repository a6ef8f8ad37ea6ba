using Assay.Tracking;

namespace Assay;

/// <summary>How a store is opened and how runs log into it.</summary>
public sealed record StoreOptions
{
    /// <summary>Whether a missing store is made. Default: yes.</summary>
    public bool Create { get; init; } = true;

    /// <summary>Whether the store is only read. Default: no.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long logged values wait in memory at most before they are written together. Default: half a second.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Most values a run keeps in memory while the store cannot be written; further ones are refused and reported. Default: one million.</summary>
    public int BufferLimit { get; init; } = 1_000_000;

    /// <summary>How long a run is still believed alive after its program fell silent. Default: one minute.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Who hears of runs that ended, after their end is durable; what they say goes to <see cref="Said"/>. Default: nobody.</summary>
    public IReadOnlyList<IStoreListener> Listeners { get; init; } = [];

    /// <summary>Takes what listeners say, e.g. findings about a run that ended. Default: dropped; findings are in the store.</summary>
    public Action<string>? Said { get; init; }
}
