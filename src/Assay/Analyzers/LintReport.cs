namespace Assay.Analyzers;

/// <summary>What a look at subjects gave.</summary>
/// <param name="Findings">What was found, suppressed findings included.</param>
/// <param name="Failures">Analyzers that failed, which is a mistake of theirs.</param>
/// <param name="Subjects">How many subjects were looked at.</param>
public sealed record LintReport(IReadOnlyList<Finding> Findings, IReadOnlyList<LintFailure> Failures, int Subjects)
{
    /// <summary>Whether a finding that counts is an error.</summary>
    public bool HasErrors => Findings.Any(finding => finding.IsError);

    /// <summary>How many findings of a severity count.</summary>
    /// <param name="severity">The severity.</param>
    /// <returns>The number, suppressed ones left out.</returns>
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity && finding.Suppressed is null);
}
