namespace Assay.Claims;

/// <summary>What the evidence says of a claim. Stored by name in lower case.</summary>
public enum Verdict
{
    /// <summary>The corrected interval lies wholly beyond the margin in the claimed direction, and p passes.</summary>
    Supported,

    /// <summary>The corrected interval lies wholly on the other side of the margin.</summary>
    Contradicted,

    /// <summary>There is not enough evidence to say.</summary>
    Unresolved,

    /// <summary>The evidence cannot be compared, or no longer counts.</summary>
    Invalid,
}
