namespace Assay.Claims;

/// <summary>The verdicts on all claims of a plan, found at one moment.</summary>
/// <param name="Plan">The plan's name.</param>
/// <param name="Results">In the order of the plan.</param>
/// <param name="Conflicts">Pairs of claims that cannot both hold.</param>
/// <param name="Checked">When, UTC.</param>
public sealed record ClaimReport(string Plan, IReadOnlyList<ClaimResult> Results, IReadOnlyList<ClaimConflict> Conflicts, DateTimeOffset Checked);
