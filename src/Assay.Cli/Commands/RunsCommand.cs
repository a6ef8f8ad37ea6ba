using Assay.Cli.Rendering;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay runs</c>: a table of runs.</summary>
internal static class RunsCommand
{
    private const int UsualLimit = 50;

    // So many metrics are shown unless --columns says which.
    private const int UsualMetrics = 3;

    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = """
                A query is a condition, an order and a limit, each of which may be left out:
                  status = completed and metrics.auc > 0.7 and params.lr = '1e-5' order by metrics.auc desc limit 20
                Fields are those of a run (status, name, title, started, ...), metrics.<key>, params.<key>, tags.<key> and plan.<part>.
                """,
            Examples =
            [
                new("runs", "the last 50 runs"),
                new("runs \"status = failed\" --columns id,plan,error", "what went wrong"),
                new("runs --plan loss-functions --columns id,lr,auc,status", "params and metrics by name"),
                new("runs --json --limit 100", "a page for a program"),
            ],
        };
        var query = verb.Takes(Opt.Query());
        var limit = verb.Has(Opt.Limit(UsualLimit));
        var after = verb.Has(Opt.After());
        var columns = verb.Has(Opt.Text("--columns", "a,b", "columns: fields of a run, and keys of metrics, params and tags"));
        var all = verb.Has(Opt.Flag("--all", "deleted runs too"));
        var deleted = verb.Has(Opt.Flag("--deleted", "only deleted runs"));
        var experiment = verb.Has(Opt.Text("--experiment", "name", "only runs of this experiment"));
        var plan = verb.Has(new PlanOption("--plan", "only runs of this plan"));
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            if (call.Get(all) && call.Get(deleted))
                throw new UsageException("--all and --deleted exclude each other.");
            var chosen = call.Get(columns) is { } text ? RunTableColumns.Names(text) : null;
            var search = new RunSearch
            {
                Query = call.Query(query),
                Experiment = call.Get(experiment),
                Plan = call.Get(plan),
                Limit = call.Count(limit, UsualLimit),
                After = call.Get(after),
                IncludeDeleted = call.Get(all) || call.Get(deleted),
                Columns = call.Get(json) || chosen is null ? RunColumns.All : RunTableColumns.Needed(chosen),
            };
            await using var store = await call.OpenToReadAsync();
            var page = call.Get(deleted) ? await OnlyDeletedAsync(store, search, call.Cancellation) : await store.SearchAsync(search, call.Cancellation);
            if (call.Get(json))
            {
                JsonPage.Print(call.Host.Out, name, page.Next, writer =>
                {
                    foreach (var row in page.Items)
                        RunJson.Write(writer, row);
                });
                return ExitCodes.Done;
            }

            if (page.Items.Count == 0)
                call.Remark("No runs.");
            else
                RunTable.Print(call, page.Items, chosen ?? RunTableColumns.Usual(page.Items, UsualMetrics));
            Slice.Announce(call, page.Next);
            return ExitCodes.Done;
        });
    }

    private static async Task<Page<RunRow>> OnlyDeletedAsync(IRunStore store, RunSearch search, CancellationToken cancellationToken)
    {
        var found = new List<RunRow>();
        var limit = search.Limit!.Value;
        var next = search.After;
        do
        {
            var page = await store.SearchAsync(search with { After = next, Limit = limit - found.Count }, cancellationToken);
            found.AddRange(page.Items.Where(row => row.Run.Deleted is not null));
            next = page.Next;
        }
        while (next is not null && found.Count < limit);
        return new Page<RunRow>(found, next);
    }
}
