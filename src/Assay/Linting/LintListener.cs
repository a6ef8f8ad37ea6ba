using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Linting;

/// <summary>Lints a run when it ends and a study when it grows, and keeps what it finds in the store.</summary>
/// <param name="engine">The analyzers with the plan's settings.</param>
/// <param name="clock">The clock.</param>
public sealed class LintListener(LintEngine engine, TimeProvider clock) : IStoreListener
{
    /// <summary>A listener with all analyzers of Assay.</summary>
    /// <param name="clock">The clock; null for the system's.</param>
    public LintListener(TimeProvider? clock = null)
        : this(new LintEngine(AnalyzerCatalog.All), clock ?? TimeProvider.System)
    {
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> RunEndedAsync(IRunStore records, RunId run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        return await StoreSubjects.RunAsync(records, run, cancellationToken).ConfigureAwait(false) is { } subject
            ? await LintAsync(records, subject, await records.GetFindingsAsync(run, null, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)
            : [];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> StudyGrewAsync(IRunStore records, string study, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        var all = await records.GetStudiesAsync(null, cancellationToken).ConfigureAwait(false);
        var subject = (await StoreSubjects.StudiesAsync(records, all, cancellationToken).ConfigureAwait(false)).FirstOrDefault(subject => subject.Place.Id == study);
        return subject is null ? [] : await LintAsync(records, subject, await records.GetFindingsAsync(null, study, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> LintAsync(IRunStore records, Subject subject, IReadOnlyList<StoredFinding> known, CancellationToken cancellationToken)
    {
        var report = engine.Lint([subject], cancellationToken);
        var changes = FindingRecords.Changes([subject], report.Findings, known, clock.GetUtcNow());
        if (changes.Count > 0)
            await records.SaveFindingsAsync(changes, cancellationToken).ConfigureAwait(false);
        return
        [
            .. report.Findings.Where(finding => finding.Suppressed is null && finding.Severity > Severity.Info).Select(finding => finding.ToString()),
            .. report.Failures.Select(failure => $"{failure.Rule.Id} failed on {failure.Place}: {failure.Error.Message}"),
        ];
    }
}
