using Assay.Tracking;

namespace Assay.Notebook.Reports;

/// <summary>What the analyzers found of the report's runs, and of studies and the store. <c>{{ findings [rule …] }}</c>.</summary>
/// <param name="read">Gives the findings; asked once, and only by a report that shows them.</param>
internal sealed class FindingsSection(Func<CancellationToken, Task<IReadOnlyList<StoredFinding>>> read) : IReportSection
{
    private static readonly string[] Severities = ["error", "warning", "info"];

    private IReadOnlyList<StoredFinding>? _findings;

    /// <inheritdoc/>
    public string Name => "findings";

    /// <inheritdoc/>
    public string Title => "Findings";

    /// <inheritdoc/>
    public async Task<string> WriteAsync(ReportDraft draft, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var shown = draft.Facts.Rows.ToDictionary(row => row.Run.Id, row => row.Run);
        StoredFinding[] found =
        [
            .. (_findings ??= await read(cancellationToken).ConfigureAwait(false))
                .Where(finding => (finding.Run is not { } run || shown.ContainsKey(run)) && (words.Count == 0 || words.Contains(finding.Rule)))
                .OrderBy(finding => finding.Suppressed is not null).ThenBy(finding => Array.IndexOf(Severities, finding.Severity)).ThenBy(finding => finding.Rule, StringComparer.Ordinal).ThenBy(finding => finding.Subject, StringComparer.Ordinal),
        ];
        var text = new StringBuilder();
        // What to do is said once a rule, then where.
        foreach (var rule in found.GroupBy(finding => (finding.Rule, finding.Severity, Remedy: finding.Suppressed is { } why ? "Does not count: " + why : finding.Remedy)))
        {
            text.Append(CultureInfo.InvariantCulture, $"- **{rule.Key.Rule} {rule.Key.Severity}**. {rule.Key.Remedy}\n");
            foreach (var finding in rule)
                text.Append(CultureInfo.InvariantCulture, $"  - {finding.Subject}: {finding.Message}\n");
        }

        return text.ToString();
    }
}
