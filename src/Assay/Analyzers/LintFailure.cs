namespace Assay.Analyzers;

/// <summary>An analyzer that threw.</summary>
/// <param name="Rule">Its rule.</param>
/// <param name="Place">What it looked at.</param>
/// <param name="Error">What it threw.</param>
public sealed record LintFailure(Rule Rule, Place Place, Exception Error);
