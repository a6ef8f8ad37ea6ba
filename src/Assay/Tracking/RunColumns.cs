namespace Assay.Tracking;

/// <summary>Which metrics, params and tags a search reads besides the runs; a wide store is only read as far as asked.</summary>
public sealed record RunColumns
{
    /// <summary>Nothing besides the runs.</summary>
    public static RunColumns None { get; } = new() { Metrics = [], Params = [], Tags = [] };

    /// <summary>All metrics, params and tags.</summary>
    public static RunColumns All { get; } = new();

    /// <summary>Metric keys; null for all.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>Param keys; null for all.</summary>
    public IReadOnlyList<string>? Params { get; init; }

    /// <summary>Tag keys; null for all.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Whether the long part of each record comes along.</summary>
    public bool Details { get; init; }
}
