using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Notebook;

/// <summary>What runs left, as a tree that people read.</summary>
public static class OutputTree
{
    private const int MostRuns = 50;
    private const int MostFiles = 20;

    /// <summary>The files of the runs that ended in a stretch of time.</summary>
    /// <param name="store">The store.</param>
    /// <param name="from">Its begin, UTC; included.</param>
    /// <param name="to">Its end, UTC; included.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>A line per run and file, "\n" between them, bounded; null when no run of that time left a file.</returns>
    public static async Task<string?> OfAsync(IRunStore store, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var page = await store.SearchAsync(EndedWithin(from, to) with { Limit = MostRuns + 1 }, cancellationToken).ConfigureAwait(false);
        var text = new StringBuilder();
        foreach (var run in page.Items.Take(MostRuns).Select(row => row.Run).Where(run => run.Ended >= from && run.Ended <= to).OrderBy(run => run.Ended).ThenBy(run => run.Id))
        {
            var files = (await store.GetArtifactsAsync(run.Id, cancellationToken).ConfigureAwait(false)).Select(artifact => artifact.Path.ReplaceLineEndings(" ")).Order(StringComparer.Ordinal).ToList();
            if (files.Count == 0)
                continue;
            if (files.Count > MostFiles)
                files = [.. files.Take(MostFiles), string.Create(CultureInfo.InvariantCulture, $"and {files.Count - MostFiles} more")];
            text.Append(run.Name.ReplaceLineEndings(" ")).Append("/\n");
            for (var i = 0; i < files.Count; i++)
                text.Append(i == files.Count - 1 ? "└── " : "├── ").Append(files[i]).Append('\n');
        }

        if (page.Items.Count > MostRuns)
            text.Append("and those of further runs\n");
        return text.Length == 0 ? null : text.ToString().TrimEnd('\n');
    }

    /// <summary>The search for runs that ended in a stretch of time; whole milliseconds around it.</summary>
    internal static RunSearch EndedWithin(DateTimeOffset from, DateTimeOffset to) => new()
    {
        Query = RunQuery.Parse(string.Create(CultureInfo.InvariantCulture, $"end_time >= {from.ToUnixTimeMilliseconds()} and end_time <= {to.ToUnixTimeMilliseconds() + 1}")),
    };
}
