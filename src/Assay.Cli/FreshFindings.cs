using Assay.Analyzers;
using Assay.Linting;
using Assay.Planning;
using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Cli;

/// <summary>What the analyzers find in a store now. Nothing is written.</summary>
internal static class FreshFindings
{
    /// <summary>Looks at the runs of a query and at all studies; without a query also at the books.</summary>
    /// <param name="store">The store.</param>
    /// <param name="plan">The plan whose settings count; null for none.</param>
    /// <param name="query">Which runs; null for all.</param>
    /// <param name="now">The clock's time.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>The findings, and those that the store has of rules that are not Assay's: only the program that made them can look again.</returns>
    public static async Task<IReadOnlyList<StoredFinding>> OfAsync(IRunStore store, Plan? plan, RunQuery? query, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var subjects = await StoreSubjects.GatherAsync(store, plan, query, now, cancellationToken);
        if (query is not null)
            subjects = [.. subjects, .. await StoreSubjects.StudiesAsync(store, await store.GetStudiesAsync(null, cancellationToken), cancellationToken)];
        var rules = AnalyzerCatalog.All.Select(analyzer => analyzer.Rule).ToList();
        var report = new LintEngine(AnalyzerCatalog.All, plan is null ? null : LintSettings.Of(plan, rules)).Lint(subjects, cancellationToken);
        var known = rules.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        return [.. FindingRecords.Of(report.Findings, now), .. (await store.GetFindingsAsync(cancellationToken: cancellationToken)).Where(finding => !known.Contains(finding.Rule))];
    }
}
