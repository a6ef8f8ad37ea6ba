namespace Assay.Tuning.Summaries;

/// <summary>A value of another parameter that mostly comes with a value, so that a mean over the one is partly a mean over the other.</summary>
/// <param name="Parameter">The other parameter.</param>
/// <param name="Value">Its value, that of the best trial.</param>
/// <param name="With">How many of the trials with the value also have this one.</param>
/// <param name="Without">How many of the other trials have it.</param>
public sealed record Companion(string Parameter, ParameterValue Value, int With, int Without)
{
    // Among the chosen trials the companion is so much more frequent than among the rest.
    private const double LeastDifference = 0.1;

    private const int Most = 6;

    /// <summary>Values of other parameters of the best that go with the chosen trials, the closest companions first.</summary>
    /// <param name="all">All trials.</param>
    /// <param name="chosen">Those with one value of a parameter.</param>
    /// <param name="best">The best trial.</param>
    /// <param name="except">That parameter.</param>
    internal static IReadOnlyList<Companion> Of(IReadOnlyList<Trial> all, IReadOnlyList<Trial> chosen, Trial best, string except)
    {
        var rest = all.Count - chosen.Count;
        if (chosen.Count == 0 || rest == 0)
            return [];
        var found = new List<(Companion Companion, double Difference)>();
        foreach (var (name, value) in best.Params.Where(value => value.Key != except))
        {
            var with = chosen.Count(trial => Has(trial, name, value));
            var without = all.Count(trial => Has(trial, name, value)) - with;
            var difference = ((double)with / chosen.Count) - ((double)without / rest);
            // More than half of them: only then is it mostly that other value which the mean shows.
            if (difference > LeastDifference && with > chosen.Count / 2)
                found.Add((new(name, value, with, without), difference));
        }

        return [.. found.OrderByDescending(companion => companion.Difference).Take(Most).Select(companion => companion.Companion)];
    }

    private static bool Has(Trial trial, string name, ParameterValue value) => trial.Params.TryGetValue(name, out var own) && own.Equals(value);
}
