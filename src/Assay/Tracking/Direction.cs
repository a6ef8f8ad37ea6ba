namespace Assay.Tracking;

/// <summary>Which values of a metric are better. Stored by name in lower case.</summary>
public enum Direction
{
    /// <summary>Larger is better.</summary>
    Maximize,

    /// <summary>Smaller is better.</summary>
    Minimize,
}
