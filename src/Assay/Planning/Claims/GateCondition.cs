namespace Assay.Planning.Claims;

/// <summary>One condition of a gate: a claim, a metric over runs, or runs that exist or do not.</summary>
public sealed record GateCondition
{
    /// <summary>Id of the claim that must be supported; null for another kind of condition.</summary>
    public string? Claim { get; init; }

    /// <summary>The metric that is looked at.</summary>
    public string? Metric { get; init; }

    /// <summary>The runs whose metric is looked at.</summary>
    public EvidenceSelection? Over { get; init; }

    /// <summary>What becomes of their values; null when every one counts.</summary>
    public ValueReduction? Reduce { get; init; }

    /// <summary>The smallest value that passes.</summary>
    public double? AtLeast { get; init; }

    /// <summary>The largest value that passes.</summary>
    public double? AtMost { get; init; }

    /// <summary>Runs of which one must have completed.</summary>
    public EvidenceSelection? Exists { get; init; }

    /// <summary>Runs of which none may have completed.</summary>
    public EvidenceSelection? Absent { get; init; }
}
