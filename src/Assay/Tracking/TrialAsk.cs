namespace Assay.Tracking;

/// <summary>A trial that is to be made.</summary>
/// <param name="Study">Id of the study.</param>
/// <param name="Draft">The run that it is; its status says whether it waits (planned), is about to start (queued) or runs.</param>
/// <param name="Document">What tuning knows of it, one JSON object.</param>
public sealed record TrialAsk(string Study, RunDraft Draft, string Document)
{
    /// <summary>The number it is to have, e.g. because its parameters were drawn for it; null for the next, whichever that is.</summary>
    public int? Number { get; init; }

    /// <summary>Only numbers below this one are given. Default: no limit.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Who works on it and gets its lease; null for a trial that waits.</summary>
    public LeaseOwner? Owner { get; init; }

    /// <summary>How long the lease lasts unless renewed. Default: one minute.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(1);
}
