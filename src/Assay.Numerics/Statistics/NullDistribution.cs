namespace Assay.Statistics;

/// <summary>Where a rank test takes its p-value from.</summary>
public enum NullDistribution
{
    /// <summary>Exact where that takes no more than some hundredths of a second, with ties too; else the normal approximation.</summary>
    Auto,

    /// <summary>Every arrangement of the ranks, ties included.</summary>
    Exact,

    /// <summary>Normal approximation with continuity and tie correction.</summary>
    Normal,
}
