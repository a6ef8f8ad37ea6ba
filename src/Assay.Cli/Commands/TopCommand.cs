using Assay.Cli.Comparing;
using Assay.Cli.Rendering;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay top</c>: runs ranked by a metric.</summary>
internal static class TopCommand
{
    private const int UsualLimit = 10;

    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = """
                Ranks completed runs by the last value of a metric. Superseded, failed, lost, pruned and cancelled runs stay out, and so
                do runs whose metric was measured differently from most; how many and why is said. --all ranks every run with a number.
                """,
            Examples =
            [
                new("top --by valid/auc", "the ten best runs"),
                new("top --by loss --minimize \"plan.phase = 'P0'\" --limit 3", "of one phase, smaller is better"),
                new("top --by loss --best --json", "by the best step rather than the last, for a program"),
            ],
        };
        var query = verb.Takes(Opt.Query());
        var by = verb.Has(Opt.Text("--by", "metric", "the metric's key"));
        var limit = verb.Has(Opt.Limit(UsualLimit));
        var after = verb.Has(Opt.After());
        var maximize = verb.Has(Opt.Flag("--maximize", "larger is better (default: as the metric declares)"));
        var minimize = verb.Has(Opt.Flag("--minimize", "smaller is better (default: as the metric declares)"));
        var best = verb.Has(Opt.Flag("--best", "rank by the best step instead of the last"));
        var all = verb.Has(Opt.Flag("--all", "every run that has a number"));
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var key = call.Get(by) ?? throw new UsageException("'top' needs --by <metric>; see 'assay top --help'.");
            if (call.Get(maximize) && call.Get(minimize))
                throw new UsageException("--maximize and --minimize exclude each other.");
            var wished = call.Get(maximize) ? Direction.Maximize : call.Get(minimize) ? Direction.Minimize : (Direction?)null;
            var part = Slice.Read(call, limit, UsualLimit, after);
            await using var store = await call.OpenToReadAsync();
            var search = new RunSearch
            {
                Query = call.Query(query),
                Columns = RunColumns.None with { Metrics = [key] },
            };
            var ranking = Ranking.Of((await store.SearchAsync(search, call.Cancellation)).Items, key, wished, call.Get(best), call.Get(all));
            var page = part.Of(ranking.Places);
            if (call.Get(json))
                RankingText.PrintJson(call.Host.Out, name, page.Items, part.From, page.Next, ranking);
            else
                RankingText.Print(call, page.Items, part.From, page.Next, ranking);
            return ExitCodes.Done;
        });
    }
}
