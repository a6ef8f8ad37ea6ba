namespace Assay.Planning.Claims;

/// <summary>How a claim is tested.</summary>
public sealed record ClaimTest
{
    /// <summary>The test.</summary>
    public ClaimTestKind Kind { get; init; }

    /// <summary>Whether treatment and control are paired.</summary>
    public bool IsPaired { get; init; }

    /// <summary>What is claimed of treatment minus control; null for the direction in which the metric gets better, greater when it has none.</summary>
    public ClaimAlternative? Alternative { get; init; }

    /// <summary>Confidence of the two-sided interval before correction, in [0.5, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How large the effect must be in the claimed direction; for equivalence the largest difference that does not matter.</summary>
    public double Margin { get; init; }

    /// <summary>Correction for the number of claims the plan tests.</summary>
    public ClaimCorrection Correction { get; init; }

    /// <summary>What independent units share and pairs have in common: a param, a tag, or <c>seed</c>; null for each run, in pairs the seed.</summary>
    public string? By { get; init; }

    /// <summary>Rows tested on for each row trained on, of the corrected resampled t test; null when not said.</summary>
    public double? TestToTrain { get; init; }

    /// <summary>Resamples where not all are taken.</summary>
    public int Resamples { get; init; } = 9999;
}
