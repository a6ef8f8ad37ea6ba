using Assay.Statistics;

namespace Assay.Tuning.Summaries;

/// <summary>
/// Means over the trials with each value of a parameter, and how much else they compare: a sampler tries its favorite settings together, so the mean of
/// a value is partly that of its company.
/// </summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="IsBinned">Whether it took so many values that the levels are ranges, each with about as many trials.</param>
/// <param name="Levels">Its values, numbers from the smallest, others in the order they were tried.</param>
/// <param name="Companions">What comes with the best trial's value of it: values of other parameters. Empty: nothing confounds it visibly.</param>
/// <param name="Association">Cramér's V with the parameter it goes together with most, 0 for a full factorial; undefined with one level or one parameter.</param>
/// <param name="With">That parameter; null when undefined.</param>
/// <param name="Matched">
/// The two levels with the best means, compared only where all other parameters are equal; null with fewer than two levels. No context in common: the study
/// does not tell what this parameter does.
/// </param>
public sealed record ParameterMarginal(
    string Parameter, bool IsBinned, IReadOnlyList<MarginalLevel> Levels, IReadOnlyList<Companion> Companions, Quantity Association, string? With, MatchedComparison? Matched)
{
    /// <summary>How many values a parameter may have taken before they are made ranges.</summary>
    internal const int MostLevels = 12;

    private const int Bins = 4;
    private const string Absent = "not in play";

    /// <summary>Computes the marginals of every parameter that was tried.</summary>
    /// <param name="study">The study; completed trials whose parameters are known take part, with their first objective.</param>
    /// <param name="confidence">Level of the intervals.</param>
    /// <returns>One a parameter, in the order of the space, else of the trials.</returns>
    public static IReadOnlyList<ParameterMarginal> Of(Study study, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(study);
        var trials = study.Counted.Where(trial => trial.Params.Count > 0).ToList();
        if (trials.Count == 0)
            return [];
        var parameters = trials.ConvertAll(trial => trial.Params);
        string[] names = [.. study.Space.Parameters.Select(parameter => parameter.Name).Concat(parameters.SelectMany(values => values.Keys)).Distinct(StringComparer.Ordinal).Where(name => parameters.Exists(values => values.ContainsKey(name)))];
        var columns = Array.ConvertAll(names, name => Column.Of(parameters, name));
        var table = new FactorTable(names, [.. Enumerable.Range(0, trials.Count).Select(row => Array.ConvertAll(columns, column => column.Levels[row]))], [.. trials.Select(trial => Quantity.Of(trial.Value!.Value.Number))]);
        var configurations = trials.ConvertAll(trial => Configuration.Of(trial));
        return [.. names.Select((_, index) => Of(study, trials, configurations, table, columns, index, confidence))];
    }

    private static ParameterMarginal Of(Study study, List<Trial> trials, List<string> configurations, FactorTable table, Column[] columns, int index, double confidence)
    {
        var name = table.Factors[index];
        var column = columns[index];
        var rows = Enumerable.Range(0, trials.Count).GroupBy(row => column.Levels[row], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        var levels = table.MarginalMeans(name).OrderBy(mean => column.Order(mean.Level)).Select(mean =>
        {
            var own = rows[mean.Level];
            var best = own.Select(row => trials[row]).Aggregate((left, right) => study.IsBetter(right.Value!.Value.Number, left.Value!.Value.Number) ? right : left);
            double[] means = [.. own.GroupBy(row => configurations[row], StringComparer.Ordinal).Select(group => group.Average(row => trials[row].Value!.Value.Number))];
            return new MarginalLevel(
                mean.Level, column.Values.GetValueOrDefault(mean.Level), mean.Count, mean.Mean, mean.StandardDeviation, best.Value!.Value.Number, best.Number,
                means.Length, Descriptive.Mean(means), TTest.Paired(means, new Hypothesis(Confidence: confidence)).Interval);
        }).ToList();
        var winner = study.Best!;
        Trial[] chosen = [.. rows.TryGetValue(column.Levels[trials.IndexOf(winner) is >= 0 and var at ? at : 0], out var held) ? held.Select(row => trials[row]) : []];
        Quantity association = Quantity.Undefined("there is no other parameter");
        string? with = null;
        foreach (var other in table.Factors.Where(other => other != name))
        {
            if (table.Association(name, other).ValueOrNull is { } v && !(association.ValueOrNull >= v))
                (association, with) = (v, other);
        }

        var leaders = levels.OrderBy(level => study.Direction == Tracking.Direction.Maximize ? -level.Mean.Value : level.Mean.Value).Take(2).ToList();
        return new(
            name, column.IsBinned, levels, Companion.Of(trials, chosen, winner, name), association, with,
            leaders.Count < 2 ? null : table.Match(name, leaders[0].Level, leaders[1].Level));
    }

    /// <summary>One parameter over the trials as levels.</summary>
    private sealed record Column(string[] Levels, IReadOnlyDictionary<string, ParameterValue> Values, IReadOnlyDictionary<string, int> Places, bool IsBinned)
    {
        public int Order(string level) => Places[level];

        public static Column Of(List<IReadOnlyDictionary<string, ParameterValue>> trials, string name)
        {
            var own = trials.ConvertAll(values => values.GetValueOrDefault(name));
            var distinct = own.OfType<ParameterValue>().Distinct().ToList();
            var isNumeric = distinct.TrueForAll(value => value.Number is not null);
            if (isNumeric && distinct.Count > MostLevels)
                return Binned(own);
            // A text "1" and a number 1 are two values; they must not become one level.
            var texts = distinct.GroupBy(value => value.Text, StringComparer.Ordinal).Any(group => group.Count() > 1);
            string[] levels = [.. own.Select(value => value is null ? Absent : texts ? value.Json : value.Text)];
            var values = distinct.ToDictionary(value => texts ? value.Json : value.Text, StringComparer.Ordinal);
            var order = (isNumeric ? values.OrderBy(value => value.Value.Number) : values.AsEnumerable()).Select(value => value.Key).Append(Absent).Distinct(StringComparer.Ordinal);
            return new Column(levels, values, Numbered(order), false);
        }

        private static Column Binned(List<ParameterValue?> own)
        {
            var sorted = own.Where(value => value is not null).Select(value => value!.Number!.Value).Order().ToList();
            // Equal values stay together: an edge that would divide them moves past them.
            var edges = Enumerable.Range(1, Bins - 1).Select(bin => sorted[bin * sorted.Count / Bins]).Distinct().ToList();
            var names = new List<string>();
            for (var bin = 0; bin <= edges.Count; bin++)
            {
                var inside = sorted.Where(value => BinOf(value, edges) == bin).ToList();
                names.Add(inside.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $"range {bin}") : string.Create(CultureInfo.InvariantCulture, $"{Short(inside[0])} – {Short(inside[^1])}"));
            }

            // Ranges so close that their shortened ends read alike are told apart by their numbers.
            if (names.Distinct(StringComparer.Ordinal).Count() < names.Count)
                names = [.. names.Select((text, bin) => string.Create(CultureInfo.InvariantCulture, $"{text} ({bin + 1})"))];
            string[] levels = [.. own.Select(value => value is null ? Absent : names[BinOf(value.Number!.Value, edges)])];
            return new Column(levels, new Dictionary<string, ParameterValue>(), Numbered(names.Append(Absent)), true);
        }

        private static int BinOf(double value, List<double> edges) => edges.Count(edge => value >= edge);

        private static string Short(double value) => value.ToString("G3", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);

        private static Dictionary<string, int> Numbered(IEnumerable<string> order) => order.Select((level, place) => (level, place)).ToDictionary(pair => pair.level, pair => pair.place, StringComparer.Ordinal);
    }
}
