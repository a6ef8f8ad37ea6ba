namespace Assay.Tracking;

/// <summary>Where a run stands in a plan. Ids are the user's strings; null where the plan says nothing.</summary>
/// <param name="Plan">The plan's name.</param>
public sealed record PlanPlace(string Plan)
{
    /// <summary>Phase id, e.g. <c>P0</c>.</summary>
    public string? Phase { get; init; }

    /// <summary>Item inside the phase.</summary>
    public string? Item { get; init; }

    /// <summary>Priority id, e.g. <c>LF-P8</c>.</summary>
    public string? Priority { get; init; }

    /// <summary>Id of the planned experiment, e.g. <c>LF-55</c>.</summary>
    public string? Experiment { get; init; }

    /// <summary>Seed of the planned experiment.</summary>
    public long? Seed { get; init; }

    /// <summary>Which try this is, from 1.</summary>
    public int Attempt { get; init; } = 1;
}
