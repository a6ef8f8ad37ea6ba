using Assay.Tracking;

namespace Assay.Notebook.Reports;

/// <summary>Runs that differ by their seed only.</summary>
/// <param name="Name">What they are called together; a single run's own name.</param>
/// <param name="Rows">The runs, at least one.</param>
internal sealed record SeedGroup(string Name, IReadOnlyList<RunRow> Rows)
{
    private const string SeedKey = "seed";

    /// <summary>Groups runs: those of one planned experiment, or of one experiment with equal params but for a param <c>seed</c>. Others are by themselves.</summary>
    /// <param name="rows">The runs with their params.</param>
    /// <returns>The groups in the order of their first runs.</returns>
    public static IReadOnlyList<SeedGroup> Of(IEnumerable<RunRow> rows) =>
    [
        .. rows.GroupBy(Key, StringComparer.Ordinal).Select(group => group.ToArray()).Select(group => new SeedGroup(
            group.Length == 1 ? ReportText.Name(group[0].Run) : string.Create(CultureInfo.InvariantCulture, $"{NameOf(group)} ({group.Length} runs)"), group)),
    ];

    /// <summary>The mean and the ends of several curves at the steps that all of them have; of one curve its values.</summary>
    /// <param name="curves">Points by step, then order of logging; of several at a step the last counts.</param>
    /// <returns>By step; a value that is not finite makes the point NaN.</returns>
    public static IReadOnlyList<(double Step, double Mean, double Low, double High)> Band(IReadOnlyList<IReadOnlyList<MetricPoint>> curves)
    {
        var values = new SortedDictionary<long, List<double>>();
        foreach (var curve in curves)
        {
            for (var i = 0; i < curve.Count; i++)
            {
                if (i + 1 < curve.Count && curve[i + 1].Step == curve[i].Step)
                    continue;
                if (!values.TryGetValue(curve[i].Step, out var there))
                    values.Add(curve[i].Step, there = []);
                there.Add(curve[i].Value.Number);
            }
        }

        return [.. values.Where(step => step.Value.Count == curves.Count).Select(step => ((double)step.Key, step.Value.Average(), step.Value.Min(), step.Value.Max()))];
    }

    private static string Key(RunRow row) => row.Run.Place switch
    {
        { Experiment: { } planned } place => $"plan\n{place.Plan}\n{planned}",
        _ when row.Params.ContainsKey(SeedKey) => $"params\n{row.Run.Experiment}\n{string.Join('\n', row.Params.Where(param => param.Key != SeedKey).OrderBy(param => param.Key, StringComparer.Ordinal).Select(param => $"{param.Key}={param.Value.Text}"))}",
        _ => $"run\n{row.Run.Id.Value}",
    };

    private static string NameOf(RunRow[] rows) => rows[0].Run.Place?.Experiment ?? rows.Select(row => row.Run.Title ?? row.Run.Name).Distinct(StringComparer.Ordinal).ToArray() switch
    {
        [var shared] => shared,
        var names => $"{rows[0].Run.Experiment}: {names[0]} and others",
    };
}
