using Assay.Planning.Claims;
using Assay.Statistics;

namespace Assay.Claims;

/// <summary>
/// When an effect bears a claim out. With margin m: greater means effect &gt; m, less means effect &lt; -m, different means |effect| &gt; m,
/// equivalent means |effect| &lt; m.
/// </summary>
internal static class MarginRule
{
    /// <summary>Probability of evidence at least as strong for the claim, were it just not true.</summary>
    /// <returns>p; null when the test has none.</returns>
    public static double? P(Contrast contrast, ClaimAlternative alternative, double margin) => alternative switch
    {
        ClaimAlternative.Greater => contrast.P(Alternative.Greater, margin),
        ClaimAlternative.Less => contrast.P(Alternative.Less, -margin),
        ClaimAlternative.Different when margin == 0 => contrast.P(Alternative.TwoSided, 0),
        ClaimAlternative.Different => Twice(Smaller(contrast.P(Alternative.Greater, margin), contrast.P(Alternative.Less, -margin))),
        // Two one-sided tests: the claim holds when both reject (Schuirmann 1987).
        _ => Larger(contrast.P(Alternative.Less, margin), contrast.P(Alternative.Greater, -margin)),
    };

    /// <summary>How strong the evidence is in either direction: what ranks claims for the correction.</summary>
    /// <returns>A two-sided p; null when the test has none.</returns>
    public static double? Strength(Contrast contrast, ClaimAlternative alternative, double margin, double? p) => alternative switch
    {
        ClaimAlternative.Greater => Twice(Smaller(p, contrast.P(Alternative.Less, margin))),
        ClaimAlternative.Less => Twice(Smaller(p, contrast.P(Alternative.Greater, -margin))),
        ClaimAlternative.Different when margin == 0 => p,
        ClaimAlternative.Different => Smaller(p, Larger(contrast.P(Alternative.Less, margin), contrast.P(Alternative.Greater, -margin))),
        _ => Smaller(p, Twice(Smaller(contrast.P(Alternative.Greater, margin), contrast.P(Alternative.Less, -margin)))),
    };

    /// <summary>Whether the interval lies wholly where the claim says, wholly elsewhere, or neither.</summary>
    public static Verdict Of(Interval interval, ClaimAlternative alternative, double margin)
    {
        var (isFor, isAgainst) = alternative switch
        {
            ClaimAlternative.Greater => (interval.Lower > margin, interval.Upper < margin),
            ClaimAlternative.Less => (interval.Upper < -margin, interval.Lower > -margin),
            ClaimAlternative.Different => (interval.Lower > margin || interval.Upper < -margin, interval.Lower > -margin && interval.Upper < margin),
            _ => (interval.Lower > -margin && interval.Upper < margin, interval.Lower > margin || interval.Upper < -margin),
        };
        return isFor ? Verdict.Supported : isAgainst ? Verdict.Contradicted : Verdict.Unresolved;
    }

    /// <summary>How far the effect lies beyond the margin in the claimed direction; negative when it lies on the other side.</summary>
    public static double Distance(double effect, ClaimAlternative alternative, double margin) => alternative switch
    {
        ClaimAlternative.Greater => effect - margin,
        ClaimAlternative.Less => -effect - margin,
        ClaimAlternative.Different => Math.Abs(effect) - margin,
        _ => margin - Math.Abs(effect),
    };

    /// <summary>The claim about the effect in symbols: <c>effect &gt; 0.005</c>.</summary>
    public static string Wanted(ClaimAlternative alternative, double margin) => alternative switch
    {
        ClaimAlternative.Greater => $"effect > {Wording.Number(margin)}",
        ClaimAlternative.Less => $"effect < {Wording.Number(margin == 0 ? 0 : -margin)}",
        ClaimAlternative.Different when margin == 0 => "effect ≠ 0",
        ClaimAlternative.Different => $"|effect| > {Wording.Number(margin)}",
        _ => $"|effect| < {Wording.Number(margin)}",
    };

    private static double? Smaller(double? one, double? other) => one is { } a && other is { } b ? Math.Min(a, b) : null;

    private static double? Larger(double? one, double? other) => one is { } a && other is { } b ? Math.Max(a, b) : null;

    private static double? Twice(double? p) => p is { } value ? Math.Min(1, 2 * value) : null;
}
