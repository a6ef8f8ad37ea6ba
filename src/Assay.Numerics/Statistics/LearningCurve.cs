using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>How a metric grows with the budget: fits by least squares over runs, with bootstrap intervals.</summary>
/// <remarks>
/// Weighted by runs, on the metric's own scale. Not for budgets that differ in more than size (other preprocessing, other tuning), nor to read a ceiling off a range over which the curve
/// does not bend: the asymptote is then undefined, whatever the formula prints.
/// </remarks>
public static class LearningCurve
{
    // Share of refits without an asymptote above which the percentile interval has no end on that side.
    private const double LeastIdentifiable = 0.5;

    /// <summary>Fits a form.</summary>
    /// <param name="points">Runs, in any order; several at a budget are welcome.</param>
    /// <param name="form">The form.</param>
    /// <returns>The fit; null when there are fewer budgets than the form has coefficients (2, 3, 5).</returns>
    /// <exception cref="ArgumentException">A budget is not above 0 or a value is not finite.</exception>
    public static CurveFit? Fit(IReadOnlyList<CurvePoint> points, CurveForm form)
    {
        var data = CurveData.Of(points, nameof(points));
        return data.Budgets.Length < Coefficients(form) ? null : Made(data, form, new CurveFitter(data.Budgets, form).Fit(data.Means, data.Weights));
    }

    /// <summary>Fits a form, and fits it again to resamples.</summary>
    /// <param name="points">Runs.</param>
    /// <param name="form">The form.</param>
    /// <param name="resampling">How often (1,000 do), from which seed.</param>
    /// <param name="scheme">What is drawn again.</param>
    /// <param name="confidence">Level of intervals, in (0, 1).</param>
    /// <returns>
    /// The fit with intervals; null when there are fewer budgets than coefficients. The asymptote is "not identifiable" when the exponent runs to 0 in the fit, or in more than (1 − confidence)/2
    /// of the refits, for then its interval has no end; or when there are no more budgets than coefficients.
    /// </returns>
    /// <exception cref="ArgumentException">A budget is not above 0, a value is not finite, too few resamples, no level, or runs are to be drawn where a budget has one only.</exception>
    public static FittedCurve? FitWithIntervals(IReadOnlyList<CurvePoint> points, CurveForm form, Resampling resampling, CurveResampling scheme = CurveResampling.Auto, double confidence = 0.95)
    {
        resampling = Resampling.Checked(resampling);
        Require.Level(confidence, nameof(confidence));
        var data = CurveData.Of(points, nameof(points));
        if (data.Budgets.Length < Coefficients(form))
            return null;
        scheme = Resolved(scheme, data);
        var fitter = new CurveFitter(data.Budgets, form);
        var solution = fitter.Fit(data.Means, data.Weights);
        var fit = Made(data, form, solution);
        // With as many coefficients as runs nothing is left over to be drawn.
        CurveFitter.Solution?[] solutions = scheme == CurveResampling.Residuals && data.Runs <= Coefficients(form) ? [] : Refitted(data, fitter, fit, resampling, scheme);
        CurveFit[] refits = [.. solutions.Where(refit => refit is not null).Select(refit => Made(data, form, refit!.Value))];

        var tail = (1 - confidence) / 2;
        var endless = solutions.Count(refit => refit is { AtSmallest: true }) / (double)Math.Max(1, refits.Length);
        var asymptote = fit.Asymptote;
        if (asymptote.IsDefined && (endless > tail || refits.Length < solutions.Length * LeastIdentifiable))
            asymptote = Quantity.Undefined(Invariant($"asymptote not identifiable: {endless * 100:0.#} % of {refits.Length} refits do not level off at all"));
        if (asymptote.IsDefined && data.Budgets.Length == Coefficients(form))
            asymptote = Quantity.Undefined(Invariant($"asymptote not identifiable: {data.Budgets.Length} budgets are as many as coefficients"));
        var fitted = new FittedCurve(fit with { Asymptote = asymptote }, refits, scheme, confidence, asymptote, null);
        return asymptote.IsDefined ? fitted with { AsymptoteInterval = fitted.IntervalOf(refit => refit.A) } : fitted;
    }

    internal static int Coefficients(CurveForm form) => form switch { CurveForm.Logarithmic => 2, CurveForm.PowerLaw => 3, _ => 5 };

    internal static CurveResampling Resolved(CurveResampling scheme, CurveData data)
    {
        if (scheme == CurveResampling.Auto)
            return data.IsReplicated ? CurveResampling.Runs : CurveResampling.Residuals;
        if (scheme == CurveResampling.Runs && !data.IsReplicated)
            throw new ArgumentException("Runs cannot be drawn again where a budget has a single one; draw residuals or replicates.", nameof(scheme));
        if (scheme == CurveResampling.Replicates && data.Replicates < 2)
            throw new ArgumentException("All runs are of one replicate; draw runs or residuals.", nameof(scheme));
        return scheme;
    }

    internal static CurveFit Made(CurveData data, CurveForm form, CurveFitter.Solution solution)
    {
        // Flat but for rounding is flat.
        var total = data.Between > 1e-28 * data.Runs * data.Means[0] * data.Means[0] ? data.Between : 0;
        return new()
        {
            Form = form,
            A = solution.A,
            B = solution.B,
            C = solution.C,
            D = solution.D,
            E = solution.E,
            Runs = data.Runs,
            Budgets = data.Budgets.Length,
            Range = (data.Budgets[0], data.Budgets[^1]),
            ResidualSumOfSquares = solution.Residual + data.Within,
            RSquared = total > 0 ? 1 - (solution.Residual / total) : Quantity.Undefined("all budgets have the same mean"),
            Asymptote = form == CurveForm.Logarithmic ? Quantity.Undefined("a logarithm has no asymptote")
                : total == 0 ? Quantity.Undefined("asymptote not identifiable: the curve is flat")
                : solution.AtSmallest ? Quantity.Undefined("asymptote not identifiable: the best exponent is 0, the curve does not level off")
                : solution.A,
        };
    }

    // Null where a resample left fewer budgets than coefficients.
    internal static CurveFitter.Solution?[] Refitted(CurveData data, CurveFitter fitter, CurveFit fit, Resampling resampling, CurveResampling scheme)
    {
        var solutions = new CurveFitter.Solution?[resampling.Count];
        var coefficients = Coefficients(fit.Form);
        var scale = Math.Sqrt(data.Runs / (double)Math.Max(1, data.Runs - coefficients));
        var residuals = scheme == CurveResampling.Residuals ? Array.ConvertAll(data.Residuals(fit.At), residual => residual * scale) : [];
        var fitted = Array.ConvertAll(data.Budgets, fit.At);
        resampling.InParts(data.Runs + (data.Budgets.Length * 500L), (first, last) =>
        {
            var (means, weights, times) = (new double[data.Budgets.Length], (double[])data.Weights.Clone(), new int[data.Replicates]);
            for (var index = first; index < last; index++)
            {
                var stream = new RandomStream(resampling.Seed, index);
                switch (scheme)
                {
                    case CurveResampling.Residuals:
                        for (var budget = 0; budget < means.Length; budget++)
                        {
                            var sum = 0.0;
                            for (var run = 0; run < (int)data.Weights[budget]; run++)
                                sum += residuals[stream.Below(residuals.Length)];
                            means[budget] = fitted[budget] + (sum / data.Weights[budget]);
                        }

                        break;
                    case CurveResampling.Replicates:
                        Array.Clear(times);
                        for (var draw = 0; draw < times.Length; draw++)
                            times[stream.Below(times.Length)]++;
                        data.Weigh(times, means, weights);
                        if (weights.Count(weight => weight > 0) < coefficients)
                            continue;
                        break;
                    default:
                        data.DrawRuns(ref stream, means);
                        break;
                }

                solutions[index] = fitter.Fit(means, weights);
            }
        });
        return solutions;
    }
}
