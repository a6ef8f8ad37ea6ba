using Assay.Planning.Claims;
using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Claims;

/// <summary>Finds the runs of a selection.</summary>
internal static class SelectionSearch
{
    // Runs of one name that are looked at.
    private const int MostOfOneName = 1000;

    /// <summary>The runs of a selection, newest first.</summary>
    /// <param name="records">The store.</param>
    /// <param name="selection">Which.</param>
    /// <param name="columns">What comes along.</param>
    /// <param name="warnings">Takes what could not be found, and what must be known of what was.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The runs.</returns>
    public static async Task<IReadOnlyList<RunRow>> FindAsync(IRunStore records, EvidenceSelection selection, RunColumns columns, List<string> warnings, CancellationToken cancellationToken)
    {
        var terms = Terms(selection);
        HashSet<RunId>? own = null;
        if (selection.Study is not null)
        {
            if (await TrialSearch.FindAsync(records, selection, warnings, cancellationToken).ConfigureAwait(false) is not { } trials)
                return [];
            terms.AddRange(trials.Terms);
            own = trials.Excluded;
        }

        if (selection.Runs.Count > 0)
        {
            var ids = new HashSet<RunId>();
            foreach (var name in selection.Runs)
            {
                var found = (await records.FindRunsAsync(name, MostOfOneName, cancellationToken).ConfigureAwait(false)).Where(run => selection.Plan is null || run.Place?.Plan == selection.Plan).ToList();
                if (found.Count == 0)
                    warnings.Add($"no run answers to '{name}'");
                ids.UnionWith(found.Select(run => run.Id));
            }

            if (ids.Count == 0)
                return [];
            terms.Add(OneOf(RunProperty.Id, ids.Select(id => id.Value)));
        }

        if (selection.Query?.Where is { } where)
            terms.Add(where);
        // A conjunction has two terms or more and none that is a conjunction itself.
        Condition[] flat = [.. terms.SelectMany(term => term is Condition.AllOf all ? all.Terms : (IEnumerable<Condition>)[term])];
        var query = (selection.Query ?? new RunQuery()) with { Where = flat.Length switch { 0 => null, 1 => flat[0], _ => new Condition.AllOf([.. flat]) } };
        var rows = new List<RunRow>();
        var search = new RunSearch { Query = query, Columns = columns };
        do
        {
            var page = await records.SearchAsync(search, cancellationToken).ConfigureAwait(false);
            rows.AddRange(page.Items);
            search = search with { After = page.Next };
        }
        while (search.After is not null);
        if (own is not null)
            rows.RemoveAll(row => own.Contains(row.Run.Id));
        if (selection.Seeds is { } wanted && rows.Count < wanted)
            warnings.Add($"{Wording.Whole(rows.Count)} of {Wording.Count(wanted, "run")} of the picked configuration {(rows.Count == 1 ? "exists" : "exist")}");
        return rows;
    }

    /// <summary>The condition that a property has one of some values.</summary>
    public static Condition.In OneOf(RunProperty property, IEnumerable<string> values) =>
        new(new QueryField.Property(property), [.. values.Select(value => new QueryValue.Text(value))], Negated: false);

    private static List<Condition> Terms(EvidenceSelection selection)
    {
        var terms = new List<Condition>();
        foreach (var (key, value) in selection.Tags)
            terms.Add(new Condition.Compare(new QueryField.Tag(key), Comparison.Equal, new QueryValue.Text(value)));
        Add(RunProperty.Plan, selection.Plan is { } plan ? [plan] : []);
        Add(RunProperty.Phase, selection.Phases);
        Add(RunProperty.Item, selection.Items);
        Add(RunProperty.Priority, selection.Priorities);
        Add(RunProperty.PlannedExperiment, selection.Experiments);
        Add(RunProperty.Stage, selection.Stage is { } stage ? [stage] : []);
        Add(RunProperty.Source, selection.Source is { } source ? [source] : []);
        return terms;

        void Add(RunProperty property, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
                terms.Add(OneOf(property, values));
        }
    }
}
