using Assay.Tuning.Spaces;
using Assay.Tuning.Summaries;

namespace Assay.Tuning.Importance;

/// <summary>The space that trials of a study without a declared one span: what was seen is taken for what could be chosen.</summary>
internal static class ObservedSpace
{
    // A range of that many powers is drawn in logarithms by everybody.
    private const double LogRatio = 1000;

    /// <summary>Makes the space: few values are choices, many numbers a range between the smallest and the largest.</summary>
    public static SearchSpace Of(IReadOnlyList<Trial> trials)
    {
        var all = trials.Select(trial => trial.Params).ToList();
        return new SearchSpace(new ParameterSpace([.. all.SelectMany(values => values.Keys).Distinct(StringComparer.Ordinal).Select(name => new Parameter(name, Of(name, all)))]));
    }

    private static Distribution Of(string name, List<IReadOnlyDictionary<string, ParameterValue>> all)
    {
        var distinct = all.Where(values => values.ContainsKey(name)).Select(values => values[name]).Distinct().ToList();
        if (distinct.Count <= ParameterMarginal.MostLevels || !distinct.TrueForAll(value => value.Number is not null))
            return new CategoricalDistribution(distinct);
        var (low, high) = (distinct.Min(value => value.Number!.Value), distinct.Max(value => value.Number!.Value));
        return new FloatDistribution(low, high, low > 0 && high / low >= LogRatio);
    }
}
