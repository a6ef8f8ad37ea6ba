using Assay.Planning;
using Assay.Planning.Claims;
using Assay.Statistics;

namespace Assay.Claims;

/// <summary>What was found of one claim, with everything it rests on.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Digest">SHA-256 of what it claims, its words aside.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Why">Why, a sentence without a full stop.</param>
public sealed record ClaimResult(PlanClaim Claim, string Digest, Verdict Verdict, string Why)
{
    /// <summary>How it was tested; null when it was not.</summary>
    public string? Method { get; init; }

    /// <summary>What is claimed of the effect; null for a gate.</summary>
    public ClaimAlternative? Alternative { get; init; }

    /// <summary>The margin.</summary>
    public double Margin { get; init; }

    /// <summary>Treatment less control, or the stated effect; null when there is none.</summary>
    public double? Effect { get; init; }

    /// <summary>Its two-sided interval at the corrected confidence; null when there is none.</summary>
    public Interval? Interval { get; init; }

    /// <summary>p of the claim against its margin; null when it was not tested.</summary>
    public double? PValue { get; init; }

    /// <summary>p corrected for the number of claims; null when it was not tested.</summary>
    public double? CorrectedPValue { get; init; }

    /// <summary>How many claims the correction counts; 1 without a correction.</summary>
    public int FamilySize { get; init; } = 1;

    /// <summary>Independent units of the treatment, or pairs; null when not known.</summary>
    public int? TreatmentUnits { get; init; }

    /// <summary>Independent units of the control; null when there are none or they are not known.</summary>
    public int? ControlUnits { get; init; }

    /// <summary>Runs still needed on each side, or pairs, if the effect stays; null when that is no number.</summary>
    public long? RunsNeeded { get; init; }

    /// <summary>The sides of the comparison, or the runs of the stated effect; empty for a gate.</summary>
    public IReadOnlyList<EvidenceSide> Sides { get; init; } = [];

    /// <summary>The conditions of a gate; empty for what is tested.</summary>
    public IReadOnlyList<GateResult> Gate { get; init; } = [];

    /// <summary>How its prediction came out; null when it has none.</summary>
    public PredictionResult? Prediction { get; init; }

    /// <summary>What a reader must know, sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
