namespace Assay.Planning.Claims;

/// <summary>How a claim is corrected for the number of claims that are tested.</summary>
public enum ClaimCorrection
{
    /// <summary>Holm's step-down.</summary>
    Holm,

    /// <summary>Bonferroni's.</summary>
    Bonferroni,

    /// <summary>Not at all.</summary>
    None,
}
