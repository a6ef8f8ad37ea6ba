namespace Assay.Planning;

/// <summary>How grave a rule's findings are in this plan.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>error</c>.</param>
/// <param name="Line">Line of the plan, from 1.</param>
/// <param name="Column">Column of the plan, from 1.</param>
public sealed record PlanSeverity(string Rule, string Severity, int Line, int Column);
