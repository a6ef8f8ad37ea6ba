using Assay.Planning;
using Assay.Planning.Claims;

namespace Assay.Claims;

/// <summary>The claims of a plan that were tested together, and what their number costs each.</summary>
internal sealed class ClaimFamily
{
    private readonly Dictionary<string, (double Level, double Corrected)> _corrected = new(StringComparer.Ordinal);

    /// <summary>Corrects the claims that were tested.</summary>
    /// <param name="tested">Claims with p, and with the two-sided p that ranks them.</param>
    public ClaimFamily(IReadOnlyList<(PlanClaim Claim, double P, double Strength)> tested)
    {
        var family = tested.Where(one => one.Claim.Test.Correction != ClaimCorrection.None).OrderBy(one => one.Strength).ThenBy(one => one.Claim.Id, StringComparer.Ordinal).ToList();
        Size = family.Count;
        double[] ps = [.. family.Select(one => one.P)];
        var holm = Statistics.Correction.Holm(ps);
        var bonferroni = Statistics.Correction.Bonferroni(ps);
        for (var rank = 0; rank < family.Count; rank++)
        {
            var test = family[rank].Claim.Test;
            var isHolm = test.Correction == ClaimCorrection.Holm;
            // Holm's step: the strongest of m claims pays for m, the next for m - 1.
            _corrected[family[rank].Claim.Id] = ((1 - test.Confidence) / (isHolm ? Size - rank : Size), isHolm ? holm[rank] : bonferroni[rank]);
        }

        foreach (var (claim, p, _) in tested.Where(one => one.Claim.Test.Correction == ClaimCorrection.None))
            _corrected[claim.Id] = (1 - claim.Test.Confidence, p);
    }

    /// <summary>How many claims are corrected for each other.</summary>
    public int Size { get; }

    /// <summary>The confidence of a claim's interval after correction.</summary>
    public double ConfidenceOf(PlanClaim claim) => 1 - _corrected[claim.Id].Level;

    /// <summary>The corrected p of a claim.</summary>
    public double CorrectedP(PlanClaim claim) => _corrected[claim.Id].Corrected;
}
