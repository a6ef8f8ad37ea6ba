namespace Assay.Tracking;

/// <summary>A line of work that a person follows over days.</summary>
/// <param name="Id">Short id, e.g. <c>ws3</c>.</param>
/// <param name="Name">What people call it.</param>
public sealed record Workstream(string Id, string Name)
{
    /// <summary>What it is about now.</summary>
    public string? Focus { get; init; }

    /// <summary>Its state in the user's words, e.g. <c>active</c>, <c>paused</c>.</summary>
    public string? Status { get; init; }

    /// <summary>What is being done now.</summary>
    public string? CurrentTask { get; init; }

    /// <summary>What a hand-over is headed with, e.g. <c>Loss functions</c>.</summary>
    public string? Title { get; init; }

    /// <summary>How the current task stands.</summary>
    public string? TaskStatus { get; init; }
}
