namespace Assay.Planning.Claims;

/// <summary>How a value of a series is found.</summary>
public enum ValueKind
{
    /// <summary>At the largest step.</summary>
    Last,

    /// <summary>The best by the declared direction.</summary>
    Best,

    /// <summary>The smallest.</summary>
    Min,

    /// <summary>The largest.</summary>
    Max,

    /// <summary>At one step.</summary>
    Step,
}
