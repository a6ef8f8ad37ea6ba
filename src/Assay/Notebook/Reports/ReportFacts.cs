using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Notebook.Reports;

/// <summary>The runs a section is about.</summary>
/// <param name="Rows">The runs with all that is known of them, in the query's order.</param>
internal sealed record ReportFacts(IReadOnlyList<RunRow> Rows)
{
    /// <summary>Most runs a report lists; one that is longer is not read by anybody.</summary>
    public const int MostRuns = 2000;

    /// <summary>The runs whose values count: completed and not superseded.</summary>
    public IEnumerable<RunRow> Counted => Rows.Where(row => Counts(row.Run));

    /// <summary>Whether a run's values count.</summary>
    /// <param name="run">The run.</param>
    /// <returns>True when it is completed and not superseded.</returns>
    public static bool Counts(Run run) => run is { Status: RunStatus.Completed, SupersededWhy: null };

    /// <summary>Reads the runs that answer to a query.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">Which; null for all.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The facts.</returns>
    /// <exception cref="AssayException">There are more than a report can list.</exception>
    public static async Task<ReportFacts> ReadAsync(IRunStore store, RunQuery? query, CancellationToken cancellationToken)
    {
        var page = await store.SearchAsync(
            new RunSearch { Query = query, Columns = RunColumns.All with { Details = true }, Limit = MostRuns + 1 }, cancellationToken).ConfigureAwait(false);
        if (page.Items.Count > MostRuns)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"The report would list more than {MostRuns} runs: say which with --runs \"…\"."));
        return new ReportFacts(page.Items);
    }
}
