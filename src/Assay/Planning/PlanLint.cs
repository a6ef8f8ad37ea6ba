namespace Assay.Planning;

/// <summary>A plan's say in linting. Rules are checked against those there are by whoever lints.</summary>
/// <param name="Severities">Rules whose findings are graver or less grave here; each rule once.</param>
/// <param name="Suppressions">Findings that do not count.</param>
public sealed record PlanLint(IReadOnlyList<PlanSeverity> Severities, IReadOnlyList<PlanSuppression> Suppressions);
