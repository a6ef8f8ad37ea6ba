namespace Assay.Planning;

/// <summary>Findings that do not count in this plan.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="On">The run, study or file it is about, by name, id or path; null for all.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="Line">Line of the plan, from 1.</param>
/// <param name="Column">Column of the plan, from 1.</param>
public sealed record PlanSuppression(string Rule, string? On, string Reason, int Line, int Column);
