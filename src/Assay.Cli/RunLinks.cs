using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Cli;

/// <summary>Reads the links of a run, both ways.</summary>
internal static class RunLinks
{
    private static readonly (string Out, string In, Func<Run, RunId?> Target)[] Kinds =
    [
        ("part of", "part", run => run.Parent),
        ("pattern", "of this pattern", run => run.Pattern),
        ("rerun of", "rerun by", run => run.RerunOf),
        ("resolved by", "resolves", run => run.ResolvedBy),
        ("superseded by", "supersedes", run => run.SupersededBy),
    ];

    /// <summary>The links of a run.</summary>
    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>First the runs it points to, then those that point to it, newest first.</returns>
    public static async Task<IReadOnlyList<RunLink>> ReadAsync(IRunStore store, Run run, CancellationToken cancellationToken)
    {
        var links = new List<RunLink>();
        foreach (var kind in Kinds)
        {
            if (kind.Target(run) is { } target)
                links.Add(new RunLink(kind.Out, target, await store.GetRunAsync(target, cancellationToken)));
        }

        var id = run.Id.Value;
        var query = RunQuery.Parse($"parent = '{id}' or pattern = '{id}' or rerun_of = '{id}' or superseded_by = '{id}' or resolved_by = '{id}'");
        var all = await store.SearchAsync(new RunSearch { Query = query }, cancellationToken);
        foreach (var kind in Kinds)
        {
            links.AddRange(all.Items
                .Where(row => kind.Target(row.Run) == run.Id)
                .Select(row => new RunLink(kind.In, row.Run.Id, row.Run)));
        }

        return links;
    }
}
