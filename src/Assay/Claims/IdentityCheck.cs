using Assay.Planning;
using Assay.Tracking;

namespace Assay.Claims;

/// <summary>Whether the values of a claim's sides may be compared.</summary>
internal static class IdentityCheck
{
    private static readonly string[] Shares = ["accuracy", "precision", "recall", "f1", "auc", "auroc", "auprc", "sensitivity", "specificity"];

    /// <summary>Judges the runs that are used.</summary>
    /// <param name="claim">The claim; what its author vouches for is taken as equal.</param>
    /// <param name="sides">The sides.</param>
    /// <returns>Why the values cannot be compared, null when they can; and what should be known, sentences.</returns>
    public static (string? Obstacle, IReadOnlyList<string> Warnings) Judge(PlanClaim claim, params IReadOnlyList<EvidenceSide> sides)
    {
        // Each side has named its metric: that two names mean one thing is the author's word.
        (MetricIdentity Identity, string Experiment)[] measured = [.. sides.SelectMany(side => side.Used).Where(run => run.Identity is not null).Select(run => (run.Identity!, run.Run.Experiment))];
        if (measured.Length == 0)
            return (null, []);
        var comparability = Comparability.Of(measured);
        var vouched = claim.AssumeEqual.Select(part => part.Replace('_', ' ')).ToHashSet(StringComparer.Ordinal);
        var different = comparability.Different.Where(part => !vouched.Contains(part)).ToList();
        var unknown = comparability.Unknown.Where(part => !vouched.Contains(part)).ToList();
        var experiments = measured.Select(value => value.Experiment).Distinct().ToList();
        if (different.Count > 0)
            return ($"the values were measured differently: {string.Join("; ", different.Select(part => $"{part} is {Values(measured, part)}"))}", []);
        if (unknown.Count > 0)
        {
            var where = experiments.Count > 1 ? $"the runs belong to {experiments.Count} experiments, and {Wording.List(unknown)} {(unknown.Count == 1 ? "is" : "are")} not known for all of them" : $"{Wording.List(unknown)} {(unknown.Count == 1 ? "is" : "are")} declared for some of the runs only";
            return ($"whether the values mean the same is unknown: {where}. Declare it under metrics:, or vouch for it with assume_equal", []);
        }

        if (ScalesDiffer(sides) is { } scales)
            return (scales, []);
        var warnings = new List<string>();
        var assumed = comparability.Different.Concat(comparability.Unknown).Where(vouched.Contains).ToList();
        if (assumed.Count > 0)
            warnings.Add($"{Wording.List(assumed)} taken as equal on the author's word");
        var undeclared = Comparability.PartsOf(measured[0].Identity).Select(part => part.Name)
            .Where(name => name != "context" && !assumed.Contains(name) && measured.All(value => Part(value.Identity, name) is null)).ToList();
        if (undeclared.Count > 0 && measured.Length > 1)
            warnings.Add($"{Wording.List(undeclared)} not declared; taken as equal inside one experiment");
        return (null, warnings);
    }

    private static string? Part(MetricIdentity identity, string name) => Comparability.PartsOf(identity).First(part => part.Name == name).Value;

    private static string Values((MetricIdentity Identity, string Experiment)[] measured, string part) =>
        string.Join(" and ", measured.Select(value => Part(value.Identity, part) ?? "not declared").Distinct().Take(3).Select(Shortened));

    // Digests are told apart by their first digits.
    private static string Shortened(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit) ? text[..12] : $"'{text}'";

    // 0.36 and 66.5 under one name are a share and a percentage.
    private static string? ScalesDiffer(IReadOnlyList<EvidenceSide> sides)
    {
        if (sides is not [{ Units.Count: > 0 } one, { Units.Count: > 0 } other] || !IsShare(one.Metric) || !IsShare(other.Metric))
            return null;
        var (first, second) = (one.Units.Max(unit => Math.Abs(unit.Value)), other.Units.Max(unit => Math.Abs(unit.Value)));
        var (share, percentage) = first < second ? (first, second) : (second, first);
        return share <= 1 && percentage is > 1.5 and <= 100
            ? $"one side is a share (up to {Wording.Number(share)}) and the other a percentage (up to {Wording.Number(percentage)}): give the side of percentages scale: 0.01"
            : null;
    }

    private static bool IsShare(string? metric) => metric is not null && Shares.Contains(metric[(metric.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase);
}
