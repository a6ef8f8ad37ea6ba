using Assay.Tuning.Spaces;

namespace Assay.Tuning.Summaries;

/// <summary>A parameter of the best trial that lies on the edge of what was searched, so that better values may lie beyond.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Value">Its value in the best trial.</param>
/// <param name="Where">The bound in words, e.g. <c>the smallest of 1e-05 to 0.0005</c>.</param>
/// <param name="IsUpper">Whether it is the upper bound.</param>
public sealed record BoundHit(string Parameter, ParameterValue Value, string Where, bool IsUpper)
{
    // Share of a continuous range, in its own scale, that counts as its edge.
    private const double Edge = 0.03;

    // With two values every trial is on a bound.
    private const int FewestChoices = 3;

    /// <summary>Finds the bounds that the best trial of a study lies on. A lower bound of 0 is none: nothing lies below it for a rate, a width or a decay.</summary>
    /// <param name="study">The study.</param>
    /// <returns>The bounds hit, and how many numeric parameters of the best were looked at.</returns>
    public static (IReadOnlyList<BoundHit> Hits, int Searched) Of(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (study.Best is not { } best)
            return ([], 0);
        var hits = new List<BoundHit>();
        var searched = 0;
        foreach (var parameter in study.Space.Parameters)
        {
            if (!best.Params.TryGetValue(parameter.Name, out var value) || value.Number is not { } number)
                continue;
            searched++;
            if (Bound(parameter.Distribution, number) is { } bound)
                hits.Add(new(parameter.Name, value, bound.Where, bound.IsUpper));
        }

        return (hits, searched);
    }

    private static (string Where, bool IsUpper)? Bound(Distribution distribution, double number) => distribution switch
    {
        CategoricalDistribution { IsNumeric: true } categorical when categorical.Choices.Count >= FewestChoices =>
            At(number, categorical.Choices.Min(choice => choice.Number!.Value), categorical.Choices.Max(choice => choice.Number!.Value)),
        IntDistribution whole when whole.High - whole.Low >= FewestChoices - 1 => At(number, whole.Low, whole.High),
        FloatDistribution { IsLog: true, Low: > 0 } real when real.High > real.Low => Near(Math.Log(number / real.Low) / Math.Log(real.High / real.Low), real.Low, real.High),
        FloatDistribution real when real.High > real.Low => Near((number - real.Low) / (real.High - real.Low), real.Low, real.High),
        _ => null,
    };

    private static (string Where, bool IsUpper)? At(double number, double low, double high) =>
        number == low && low != 0 ? ($"the smallest of {Text(low)} to {Text(high)}", false) : number == high ? ($"the largest of {Text(low)} to {Text(high)}", true) : null;

    private static (string Where, bool IsUpper)? Near(double position, double low, double high) => position switch
    {
        <= Edge when low != 0 => (string.Create(CultureInfo.InvariantCulture, $"{position:0.0%} above the lower bound of {Text(low)} to {Text(high)}"), false),
        >= 1 - Edge => (string.Create(CultureInfo.InvariantCulture, $"{1 - position:0.0%} below the upper bound of {Text(low)} to {Text(high)}"), true),
        _ => null,
    };

    private static string Text(double number) => ParameterValue.Of(number).Text;
}
