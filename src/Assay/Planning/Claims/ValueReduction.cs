namespace Assay.Planning.Claims;

/// <summary>What several values become.</summary>
public enum ValueReduction
{
    /// <summary>The smallest.</summary>
    Min,

    /// <summary>The largest.</summary>
    Max,

    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The median.</summary>
    Median,
}
