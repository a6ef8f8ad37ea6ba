using Assay.Planning;
using Assay.Tracking;

namespace Assay.Claims;

/// <summary>Tests the claims of a plan again when a run ends or a study grows, and says which verdicts changed.</summary>
/// <param name="plan">The plan that states them.</param>
/// <param name="clock">The clock; null for the system's.</param>
public sealed class ClaimListener(Plan plan, TimeProvider? clock = null) : IStoreListener
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> RunEndedAsync(IRunStore records, RunId run, CancellationToken cancellationToken) => CheckAsync(records, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> StudyGrewAsync(IRunStore records, string study, CancellationToken cancellationToken) => CheckAsync(records, cancellationToken);

    /// <summary>Tests all claims, keeps the verdicts that changed, and says them.</summary>
    /// <param name="records">The store.</param>
    /// <param name="cancellationToken">Ends the work between two claims.</param>
    /// <returns>A sentence for each change; a first verdict that settles nothing is no news.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(IRunStore records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (plan.Claims.Count == 0)
            return [];
        var checker = new ClaimChecker(plan, records, clock ?? TimeProvider.System);
        await checker.RegisterAsync(cancellationToken).ConfigureAwait(false);
        var changes = await checker.RecordAsync(await checker.CheckAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return [.. changes.Where(change => change.Before is not null || change.Now.Verdict != Verdict.Unresolved.Name()).Select(change => change.ToString())];
    }
}
