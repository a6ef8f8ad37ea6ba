using Assay.Statistics;

namespace Assay.Budgets.Scaling;

/// <summary>Where one source of labels overtakes another, and what each needs to reach what the other reaches with all its cases.</summary>
/// <param name="First">The curve that is to overtake.</param>
/// <param name="Second">The other.</param>
/// <param name="HigherIsBetter">False for losses and errors.</param>
/// <param name="ByInterpolation">The crossover of the means, joined over ln N.</param>
/// <param name="ByFit">The crossover of fitted curves; null where a form has more coefficients than a curve has budgets.</param>
/// <param name="FirstReaches">From where the first reaches the second's value at its largest budget.</param>
/// <param name="SecondReaches">From where the second reaches the first's value at its largest budget.</param>
/// <param name="Target">The poorer of the two values at the largest budgets: what both reach.</param>
/// <param name="Efficiency">How many times the first's cases the second needs for the target.</param>
public sealed record CurveComparison(
    BudgetCurve First,
    BudgetCurve Second,
    bool HigherIsBetter,
    CrossoverResult ByInterpolation,
    IReadOnlyList<(CurveForm Form, CrossoverResult? Result)> ByFit,
    CrossoverResult FirstReaches,
    CrossoverResult SecondReaches,
    double Target,
    Quantity Efficiency)
{
    /// <summary>Compares two curves.</summary>
    /// <param name="first">The curve that is to overtake.</param>
    /// <param name="second">The other.</param>
    /// <param name="forms">Forms to fit.</param>
    /// <param name="resampling">Where intervals come from; not used where a curve is of means only.</param>
    /// <param name="confidence">Their level, in (0, 1).</param>
    /// <param name="higherIsBetter">False for losses and errors.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="AssayException">The curves have no budgets in common.</exception>
    public static CurveComparison Of(BudgetCurve first, BudgetCurve second, IReadOnlyList<CurveForm> forms, Resampling? resampling, double confidence = 0.95, bool higherIsBetter = true)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        // Drawn runs of a budget that has one would always be the same: an interval without width.
        var draws = first.AreMeans || second.AreMeans ? null : resampling;
        var (last, otherLast) = (first.Last, second.Last);
        var target = higherIsBetter ? Math.Min(last, otherLast) : Math.Max(last, otherLast);
        try
        {
            return new CurveComparison(
                first,
                second,
                higherIsBetter,
                Crossover.ByInterpolation(first.Points, second.Points, higherIsBetter, draws, confidence),
                [.. forms.Select(form => (form, Crossover.ByFit(first.Points, second.Points, form, higherIsBetter, draws, confidence)))],
                Crossover.Reaching(first.Points, otherLast, higherIsBetter, draws, confidence),
                Crossover.Reaching(second.Points, last, higherIsBetter, draws, confidence),
                target,
                Crossover.SampleEfficiency(first.Points, second.Points, target, higherIsBetter));
        }
        catch (ArgumentException error)
        {
            throw new AssayException($"{first.Source} and {second.Source} cannot be compared: {error.Message.Split(" (Parameter '")[0]}", error);
        }
    }
}
