using Assay.Planning;
using Assay.Planning.Claims;

namespace Assay.Claims;

/// <summary>Finds claims that cannot both hold: those that say so, and those whose effects exclude each other.</summary>
internal static class ConflictSearch
{
    /// <summary>The conflicts between claims, in the order of the plan.</summary>
    /// <param name="claims">The claims of a plan.</param>
    /// <param name="alternativeOf">What each claims of its effect.</param>
    public static IReadOnlyList<ClaimConflict> Of(IReadOnlyList<PlanClaim> claims, Func<PlanClaim, ClaimAlternative> alternativeOf)
    {
        var conflicts = new List<ClaimConflict>();
        for (var i = 0; i < claims.Count; i++)
        {
            for (var j = i + 1; j < claims.Count; j++)
            {
                var (first, second) = (claims[i], claims[j]);
                if (first.Contradicts.Contains(second.Id) || second.Contradicts.Contains(first.Id))
                    conflicts.Add(new ClaimConflict(first.Id, second.Id, "the plan says so"));
                else if (Excluding(first, alternativeOf(first), second, alternativeOf(second)) is { } why)
                    conflicts.Add(new ClaimConflict(first.Id, second.Id, why));
            }
        }

        return conflicts;
    }

    private static string? Excluding(PlanClaim first, ClaimAlternative one, PlanClaim second, ClaimAlternative other)
    {
        if (SidesOf(first) is not { } a || SidesOf(second) is not { } b)
            return null;
        var isSame = a == b;
        var isSwapped = a.Treatment == b.Control && a.Control == b.Treatment;
        if (!isSame && !isSwapped)
            return null;
        var left = RangesOf(one, first.Test.Margin);
        var right = RangesOf(other, second.Test.Margin);
        if (isSwapped)
            right = [.. right.Select(range => (Low: -range.High, High: -range.Low))];
        var meet = left.Any(l => right.Any(r => Math.Max(l.Low, r.Low) < Math.Min(l.High, r.High)));
        return meet ? null
            : $"of the same runs one says {MarginRule.Wanted(one, first.Test.Margin)}, the other {MarginRule.Wanted(other, second.Test.Margin)}{(isSwapped ? " with the sides swapped" : "")}";
    }

    private static (string Treatment, string Control)? SidesOf(PlanClaim claim) => claim switch
    {
        { Effect: { } effect } => (SideOf(effect, claim), ""),
        { Treatment: { } treatment, Control: { } control } => (SideOf(treatment, claim), SideOf(control, claim)),
        { Treatment: { } treatment, ControlValue: { } number } => (SideOf(treatment, claim), number.ToString("R", CultureInfo.InvariantCulture)),
        _ => null,
    };

    // The metric and the value that count are part of the side, wherever they are written.
    private static string SideOf(EvidenceSelection selection, PlanClaim claim) => $"{selection.Metric ?? claim.Metric}@{selection.At ?? claim.At} {selection.Written}";

    private static List<(double Low, double High)> RangesOf(ClaimAlternative alternative, double margin) => alternative switch
    {
        ClaimAlternative.Greater => [(margin, double.PositiveInfinity)],
        ClaimAlternative.Less => [(double.NegativeInfinity, -margin)],
        ClaimAlternative.Different => [(double.NegativeInfinity, -margin), (margin, double.PositiveInfinity)],
        _ => [(-margin, margin)],
    };
}
