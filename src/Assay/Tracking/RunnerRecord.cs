namespace Assay.Tracking;

/// <summary>A process that executes a plan, so that other terminals can see, follow and stop it.</summary>
/// <param name="Id">32 hex digits.</param>
/// <param name="Owner">The process.</param>
/// <param name="Command">How it was called.</param>
/// <param name="Started">When it began, UTC.</param>
public sealed record RunnerRecord(string Id, LeaseOwner Owner, string Command, DateTimeOffset Started)
{
    /// <summary>Name of the plan; null when it runs none.</summary>
    public string? Plan { get; init; }

    /// <summary>When it ended, UTC; null while it lives, or when it was killed.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>File that its output goes to, relative to the store's folder; null when it has a terminal.</summary>
    public string? LogPath { get; init; }

    /// <summary>Whether somebody asked it to stop.</summary>
    public bool StopRequested { get; init; }
}
