using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>The budget from which one learning curve is ahead of another, or of a value.</summary>
/// <remarks>
/// Only over budgets that both curves have runs in: beyond them it would be the form that answers, not the data. Curves of one test set err together; give equal <see cref="CurvePoint.Replicate"/>s
/// to runs that share a seed or fold, and the intervals are paired. With a handful of seeds read the interval, not the budget.
/// </remarks>
public static class Crossover
{
    // Points at which fitted curves are compared; roots between them are then found by halving.
    private const int GridPoints = 200;

    /// <summary>By the means of each budget, joined by straight lines over ln N.</summary>
    /// <param name="first">Runs of the curve that is to overtake.</param>
    /// <param name="second">Runs of the other.</param>
    /// <param name="higherIsBetter">False for losses and errors.</param>
    /// <param name="resampling">Null: no interval. Else replicates are drawn for both curves at once if both have the same, at least two; else runs within budgets, which needs two at each.</param>
    /// <param name="confidence">Level of the interval, in (0, 1).</param>
    /// <returns>The crossover, inside the budgets that both curves cover.</returns>
    /// <exception cref="ArgumentException">A budget or value that cannot be, an empty curve, no common range, or too few resamples.</exception>
    public static CrossoverResult ByInterpolation(IReadOnlyList<CurvePoint> first, IReadOnlyList<CurvePoint> second, bool higherIsBetter = true, Resampling? resampling = null, double confidence = 0.95) =>
        ByMeans(first, second, false, higherIsBetter, resampling, confidence);

    /// <summary>By fitted curves.</summary>
    /// <param name="first">Runs of the curve that is to overtake.</param>
    /// <param name="second">Runs of the other.</param>
    /// <param name="form">Form of both fits.</param>
    /// <param name="higherIsBetter">False for losses and errors.</param>
    /// <param name="resampling">Null: no interval. Else as in <see cref="ByInterpolation"/>, with both curves fitted again.</param>
    /// <param name="confidence">Level of the interval, in (0, 1).</param>
    /// <returns>The crossover, inside the budgets that both curves cover; null when a curve has fewer budgets than the form has coefficients.</returns>
    /// <exception cref="ArgumentException">A budget or value that cannot be, an empty curve, no common range, or too few resamples.</exception>
    public static CrossoverResult? ByFit(IReadOnlyList<CurvePoint> first, IReadOnlyList<CurvePoint> second, CurveForm form, bool higherIsBetter = true, Resampling? resampling = null, double confidence = 0.95)
    {
        var (a, b, same) = Curves(first, second, confidence);
        if (Math.Min(a.Budgets.Length, b.Budgets.Length) < LearningCurve.Coefficients(form))
            return null;
        var ends = Knots(a.Budgets, b.Budgets);
        double[] knots = [.. Enumerable.Range(0, GridPoints).Select(i => Math.Exp(Math.Log(ends[0]) + (Math.Log(ends[^1] / ends[0]) * i / (GridPoints - 1.0))))];
        (knots[0], knots[^1]) = (ends[0], ends[^1]);
        var sign = higherIsBetter ? 1 : -1;
        var (fitA, fitB) = (new CurveFitter(a.Budgets, form), new CurveFitter(b.Budgets, form));
        Lead Judged(double[] means, double[] firstWeights, double[] others, double[] secondWeights)
        {
            var x = LearningCurve.Made(a, form, fitA.Fit(means, firstWeights));
            var y = LearningCurve.Made(b, form, fitB.Fit(others, secondWeights));
            double Ahead(double budget) => sign * (x.At(budget) - y.At(budget));
            return LeadOf(knots, Array.ConvertAll(knots, Ahead), Ahead);
        }

        var lead = Judged(a.Means, a.Weights, b.Means, b.Weights);
        return Result(lead, knots, resampling is null ? null : Leads(a, b, same, false, resampling, Judged), confidence);
    }

    /// <summary>The budget from which a curve's means, joined over ln N, reach a value and stay there.</summary>
    /// <param name="curve">Runs.</param>
    /// <param name="target">The value, finite; for instance what another method reaches with all its data.</param>
    /// <param name="higherIsBetter">False for losses and errors.</param>
    /// <param name="resampling">Null: no interval. Else runs are drawn within budgets; the target is taken as known.</param>
    /// <param name="confidence">Level of the interval, in (0, 1).</param>
    /// <returns>The crossover of the curve and the value.</returns>
    /// <exception cref="ArgumentException">A budget or value that cannot be, an empty curve, or too few resamples.</exception>
    public static CrossoverResult Reaching(IReadOnlyList<CurvePoint> curve, double target, bool higherIsBetter = true, Resampling? resampling = null, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Require.Finite([target], nameof(target));
        // The value as a curve of its own, with nothing to be drawn.
        CurvePoint[] level = [.. curve.Select(point => point.Budget).Distinct().Select(budget => new CurvePoint(budget, target, int.MinValue))];
        return ByMeans(curve, level, true, higherIsBetter, resampling, confidence);
    }

    /// <summary>Sample efficiency: how many times the budget the second curve needs to reach what the first reaches.</summary>
    /// <param name="first">Runs of the first curve.</param>
    /// <param name="second">Runs of the second.</param>
    /// <param name="target">The value both are to reach.</param>
    /// <param name="higherIsBetter">False for losses and errors.</param>
    /// <returns>N₂ / N₁, above 1 when the first needs less; undefined when either never reaches the value, or has it from its smallest budget on.</returns>
    /// <exception cref="ArgumentException">A budget or value that cannot be, or an empty curve.</exception>
    public static Quantity SampleEfficiency(IReadOnlyList<CurvePoint> first, IReadOnlyList<CurvePoint> second, double target, bool higherIsBetter = true)
    {
        var (a, b) = (Reaching(first, target, higherIsBetter).Budget, Reaching(second, target, higherIsBetter).Budget);
        return !a.IsDefined ? Quantity.Undefined("first curve: " + a.Reason) : !b.IsDefined ? Quantity.Undefined("second curve: " + b.Reason) : b.Value / a.Value;
    }

    private static CrossoverResult ByMeans(IReadOnlyList<CurvePoint> first, IReadOnlyList<CurvePoint> second, bool secondIsKnown, bool higherIsBetter, Resampling? resampling, double confidence)
    {
        var (a, b, same) = Curves(first, second, confidence);
        var knots = Knots(a.Budgets, b.Budgets);
        var sign = higherIsBetter ? 1 : -1;
        Lead Judged(double[] means, double[] firstWeights, double[] others, double[] secondWeights) =>
            LeadOf(knots, Array.ConvertAll(knots, knot => sign * (Interpolated(a.Budgets, means, firstWeights, knot) - Interpolated(b.Budgets, others, secondWeights, knot))), null);
        var lead = Judged(a.Means, a.Weights, b.Means, b.Weights);
        return Result(lead, knots, resampling is null ? null : Leads(a, b, same, secondIsKnown, resampling, Judged), confidence);
    }

    private static (CurveData First, CurveData Second, bool Same) Curves(IReadOnlyList<CurvePoint> first, IReadOnlyList<CurvePoint> second, double confidence)
    {
        Require.Level(confidence, nameof(confidence));
        var curves = CurveData.Of(first, second);
        if (curves.First.Runs == 0 || curves.Second.Runs == 0)
            throw new ArgumentException("A curve without runs crosses nothing.", curves.First.Runs == 0 ? nameof(first) : nameof(second));
        return curves;
    }

    // Budgets of both curves inside the range that both cover.
    private static double[] Knots(double[] first, double[] second)
    {
        var (low, high) = (Math.Max(first[0], second[0]), Math.Min(first[^1], second[^1]));
        if (low > high)
            throw new ArgumentException(Invariant($"The curves have no budgets in common: {first[0]} to {first[^1]}, and {second[0]} to {second[^1]}."), nameof(second));
        return [.. first.Concat(second).Where(budget => budget >= low && budget <= high).Distinct().Order()];
    }

    // Over ln N between the nearest budgets that have weight.
    private static double Interpolated(double[] budgets, double[] means, double[] weights, double at)
    {
        var (below, above) = (-1, -1);
        for (var i = 0; i < budgets.Length; i++)
        {
            if (weights[i] <= 0)
                continue;
            if (budgets[i] <= at)
                below = i;
            if (budgets[i] >= at && above < 0)
                above = i;
        }

        if (below < 0 || above < 0)
            return below < 0 && above < 0 ? double.NaN : means[Math.Max(below, above)];
        return below == above ? means[below] : means[below] + ((means[above] - means[below]) * Math.Log(at / budgets[below]) / Math.Log(budgets[above] / budgets[below]));
    }

    // Where the lead (positive: the first is ahead, or level) changes; between knots by straight lines over ln N, or by halving of a function.
    private static Lead LeadOf(double[] knots, double[] ahead, Func<double, double>? function)
    {
        var crossings = new List<double>();
        for (var i = 1; i < knots.Length; i++)
        {
            if (ahead[i - 1] >= 0 == ahead[i] >= 0)
                continue;
            if (function is null)
            {
                crossings.Add(knots[i - 1] * Math.Pow(knots[i] / knots[i - 1], ahead[i - 1] / (ahead[i - 1] - ahead[i])));
            }
            else
            {
                var direction = ahead[i] >= 0 ? 1 : -1;
                crossings.Add(Math.Exp(Distributions.Crossing(Math.Log(knots[i - 1]), Math.Log(knots[i]), log => direction * function(Math.Exp(log)))));
            }
        }

        return ahead[^1] < 0 ? new(CrossoverKind.Never, double.PositiveInfinity, crossings)
            : crossings.Count == 0 ? new(CrossoverKind.FromTheStart, knots[0], crossings)
            : new(CrossoverKind.Reached, crossings[^1], crossings);
    }

    private static Lead[] Leads(CurveData a, CurveData b, bool same, bool secondIsKnown, Resampling resampling, Func<double[], double[], double[], double[], Lead> judged)
    {
        resampling = Resampling.Checked(resampling);
        // A budget with a single run would be drawn as it is every time: an interval from that would be too narrow, down to none at all.
        if (!same && !(a.IsReplicated && (secondIsKnown || b.IsReplicated)))
            return [];
        var leads = new Lead[resampling.Count];
        resampling.InParts(a.Runs + b.Runs + 1000L, (first, last) =>
        {
            double[] x = new double[a.Budgets.Length], y = new double[b.Budgets.Length], xWeights = (double[])a.Weights.Clone(), yWeights = (double[])b.Weights.Clone();
            var times = new int[b.Replicates];
            for (var index = first; index < last; index++)
            {
                var stream = new RandomStream(resampling.Seed, index);
                if (same)
                {
                    // Drawn again until each curve has budgets to be compared over: with complete replicates at once.
                    do
                    {
                        Array.Clear(times);
                        for (var draw = 0; draw < times.Length; draw++)
                            times[stream.Below(times.Length)]++;
                        a.Weigh(times, x, xWeights);
                        b.Weigh(times, y, yWeights);
                    }
                    while (xWeights.All(w => w == 0) || yWeights.All(w => w == 0));
                }
                else
                {
                    a.DrawRuns(ref stream, x);
                    b.DrawRuns(ref stream, y);
                }

                leads[index] = judged(x, xWeights, y, yWeights);
            }
        });
        return leads;
    }

    private static CrossoverResult Result(Lead lead, double[] knots, Lead[]? leads, double confidence)
    {
        var range = (knots[0], knots[^1]);
        Quantity budget = lead.Kind switch
        {
            CrossoverKind.Reached => lead.Budget,
            CrossoverKind.Never => Quantity.Undefined(Invariant($"never reached up to {range.Item2}")),
            _ => Quantity.Undefined(Invariant($"reached from the smallest budget, {range.Item1}, on")),
        };
        if (leads is null)
            return new(lead.Kind, budget, lead.Crossings, range, null, Quantity.Undefined("nothing was resampled"), Quantity.Undefined("nothing was resampled"));
        if (leads.Length == 0)
            return new(lead.Kind, budget, lead.Crossings, range, null, Quantity.Undefined("a budget has a single run, which cannot be drawn again"), Quantity.Undefined("a budget has a single run, which cannot be drawn again"));
        double[] sorted = [.. leads.Select(l => l.Budget).Order()];
        var tail = (1 - confidence) / 2;
        return new(
            lead.Kind,
            budget,
            lead.Crossings,
            range,
            new(Descriptive.SortedQuantile(sorted, tail), Descriptive.SortedQuantile(sorted, 1 - tail), confidence),
            leads.Count(l => l.Kind == CrossoverKind.Never) / (double)leads.Length,
            leads.Count(l => l.Kind == CrossoverKind.FromTheStart) / (double)leads.Length);
    }

    // +∞ when never, the range's start when from the start.
    private sealed record Lead(CrossoverKind Kind, double Budget, List<double> Crossings);
}
