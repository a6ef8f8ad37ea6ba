using Assay.Evaluation;
using Assay.Tracking;

namespace Assay.Notebook.Curves;

/// <summary>Reads a run's curves from the store.</summary>
public static class StoredCurves
{
    /// <summary>Every metric of the run that has values at two steps or more.</summary>
    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The curves. Of several values at one step the last counts; one that is undefined is NaN.</returns>
    public static async Task<IReadOnlyList<RunCurve>> ReadAsync(IRunStore store, RunId run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var curves = new List<RunCurve>();
        foreach (var summary in await store.GetMetricsAsync(run, cancellationToken).ConfigureAwait(false))
        {
            if (summary.Count < 2)
                continue;
            var values = new SortedDictionary<long, double>();
            foreach (var point in await store.GetPointsAsync(run, summary.Identity, cancellationToken).ConfigureAwait(false))
                values[point.Step] = point.Value.NumberOrNull ?? double.NaN;
            if (values.Count < 2)
                continue;
            var (split, metric) = RunCurve.SplitOf(summary.Identity.Key);
            curves.Add(new RunCurve(Known(summary.Identity.Split) ?? split, metric, [.. values.Keys], [.. values.Values], summary.Identity.Direction switch
            {
                Direction.Minimize => Optimum.Lowest,
                Direction.Maximize => Optimum.Highest,
                _ => RunCurve.OptimumOf(metric),
            }));
        }

        return curves;
    }

    // The split that was declared is believed, in the word that tables use.
    private static string? Known(string? split) => split is null ? null : RunCurve.SplitOf($"{split}/x") is { Split.Length: > 0 } known ? known.Split : split;
}
