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

    /// <summary>Metric keys of which the summaries of all series come along; null for all keys. None unless said.</summary>
    public IReadOnlyList<string>? Series { get; init; } = [];

    /// <summary>Whether the long part of each record comes along.</summary>
    public bool Details { get; init; }

    /// <summary>Whether series of more than one point come along with all their points.</summary>
    public bool Curves { get; init; }

    /// <summary>Whether datasets and artifacts come along.</summary>
    public bool Files { get; init; }
}
