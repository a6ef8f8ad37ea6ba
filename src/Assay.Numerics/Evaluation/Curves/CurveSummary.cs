using Assay.Statistics;

namespace Assay.Evaluation.Curves;

/// <summary>Best, last and latest of one metric's values. They are different things, and a table that mixes them misleads.</summary>
/// <param name="Points">Values.</param>
/// <param name="NotFinite">Values among them that are NaN or ±∞; they are never best.</param>
/// <param name="First">The value at the lowest step; of several there, the one that was recorded first.</param>
/// <param name="Best">The best finite value; null when there is none.</param>
/// <param name="Last">The value that was recorded last; null when there are none.</param>
/// <param name="Latest">The value at the highest step; of several there, the one that was recorded last; null when there are none.</param>
/// <param name="Optimum">Which values are better.</param>
public sealed record CurveSummary(int Points, int NotFinite, CurvePoint? First, CurvePoint? Best, CurvePoint? Last, CurvePoint? Latest, Optimum Optimum)
{
    /// <summary>Steps from the best to the latest value; undefined without a best.</summary>
    public Quantity StepsSinceBest => Best is { } best ? Latest!.Value.Step - best.Step : None;

    /// <summary>By how much the latest value is worse than the best, in the metric's unit, 0 or more; undefined when the latest is NaN or nothing is finite.</summary>
    public Quantity WorseThanBest => Best is not { } best ? None
        : double.IsNaN(Latest!.Value.Value) ? Quantity.Undefined("the latest value is NaN")
        : Optimum == Optimum.Lowest ? Latest.Value.Value - best.Value : best.Value - Latest.Value.Value;

    /// <summary><see cref="WorseThanBest"/> as a share of the best value's size; undefined when that is 0.</summary>
    public Quantity ShareWorse => !WorseThanBest.IsDefined ? WorseThanBest
        : Best!.Value.Value == 0 ? Quantity.Undefined("the best value is 0")
        : WorseThanBest.Value / Math.Abs(Best.Value.Value);

    private static Quantity None => Quantity.Undefined("no value is finite");

    /// <summary>Looks through a metric's values.</summary>
    /// <param name="steps">The step of each value, in the order of recording; a step may occur twice, as after a resumed run.</param>
    /// <param name="values">One a step, any numbers.</param>
    /// <param name="optimum">Which values are better.</param>
    /// <param name="ties">Which of several equally good steps is the best.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static CurveSummary Of(ReadOnlySpan<long> steps, ReadOnlySpan<double> values, Optimum optimum, TieRule ties = TieRule.First)
    {
        CurveCheck.Aligned(steps, values);
        CurvePoint? first = null, best = null, latest = null;
        var notFinite = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            var point = new CurvePoint(steps[i], values[i]);
            if (first is null || point.Step < first.Value.Step)
                first = point;
            if (latest is null || point.Step >= latest.Value.Step)
                latest = point;
            if (!double.IsFinite(point.Value))
                notFinite++;
            else if (best is null || CurveCheck.IsBetter(point.Value, best.Value.Value, optimum) || (point.Value == best.Value.Value && (ties == TieRule.First) == (point.Step < best.Value.Step)))
                best = point;
        }

        return new(steps.Length, notFinite, first, best, steps.IsEmpty ? null : new(steps[^1], values[^1]), latest, optimum);
    }
}
