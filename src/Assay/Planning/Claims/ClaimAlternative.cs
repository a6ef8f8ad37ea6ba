namespace Assay.Planning.Claims;

/// <summary>What is claimed of an effect.</summary>
public enum ClaimAlternative
{
    /// <summary>It is greater than the margin.</summary>
    Greater,

    /// <summary>It is less than minus the margin.</summary>
    Less,

    /// <summary>Its size is greater than the margin.</summary>
    Different,

    /// <summary>Its size is less than the margin.</summary>
    Equivalent,
}
