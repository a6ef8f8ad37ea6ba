using Assay.Analyzers.Subjects;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Analyzers.Studies;

/// <summary>AS201. The best trial lies on the edge of what was searched, so that better values may lie beyond.</summary>
internal sealed class OptimumOnBound() : Analyzer<StudySubject>(new Rule(
    "AS201",
    "Optimum on a bound of the search",
    Severity.Warning,
    "Extend the space beyond these bounds and go on with the study, or write down why the bound is one."))
{
    // Share of a continuous range, in its own scale, that counts as its edge.
    private const double Edge = 0.03;

    // With two values every trial is on a bound.
    private const int FewestChoices = 3;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        if (subject.Study.Best is not { } best)
            yield break;
        var onBound = new List<string>();
        var searched = 0;
        foreach (var parameter in subject.Study.Space.Parameters)
        {
            if (!best.Params.TryGetValue(parameter.Name, out var value) || value.Number is not { } number)
                continue;
            searched++;
            if (Bound(parameter.Distribution, number) is { } bound)
                onBound.Add($"{parameter.Name} = {value.Text} ({bound})");
        }

        if (onBound.Count > 0)
        {
            yield return new Observation(Say($"the best trial, #{best.Number} with {best.Value!.Value.Number:0.#####}, is at the edge of the search in {onBound.Count} of {searched} parameters: {string.Join(", ", onBound)}"))
            {
                Numbers = Numbers(("trial", best.Number), ("value", best.Value!.Value.Number), ("on_bound", onBound.Count), ("searched", searched)),
            };
        }
    }

    private static string? Bound(Distribution distribution, double number) => distribution switch
    {
        CategoricalDistribution { IsNumeric: true } categorical when categorical.Choices.Count >= FewestChoices =>
            At(number, categorical.Choices.Min(choice => choice.Number!.Value), categorical.Choices.Max(choice => choice.Number!.Value)),
        IntDistribution whole when whole.High - whole.Low >= FewestChoices - 1 => At(number, whole.Low, whole.High),
        FloatDistribution { IsLog: true, Low: > 0 } real when real.High > real.Low => Near(number, Math.Log(number / real.Low) / Math.Log(real.High / real.Low), real.Low, real.High),
        FloatDistribution real when real.High > real.Low => Near(number, (number - real.Low) / (real.High - real.Low), real.Low, real.High),
        _ => null,
    };

    // Nothing lies below zero for a rate, a width or a decay.
    private static string? At(double number, double low, double high) =>
        number == low && low != 0 ? $"the smallest of {Text(low)} to {Text(high)}" : number == high ? $"the largest of {Text(low)} to {Text(high)}" : null;

    private static string? Near(double number, double position, double low, double high) => position switch
    {
        <= Edge when low != 0 => Say($"{position:0.0%} above the lower bound of {Text(low)} to {Text(high)}"),
        >= 1 - Edge => Say($"{1 - position:0.0%} below the upper bound of {Text(low)} to {Text(high)}"),
        _ => null,
    };

    private static string Text(double number) => ParameterValue.Of(number).Text;
}
