namespace Assay.Statistics;

/// <summary>A fit and what resampling says of it.</summary>
/// <param name="Fit">The fit to the data.</param>
/// <param name="Refits">Fits to the resamples, those that could be made.</param>
/// <param name="Scheme">What was drawn again.</param>
/// <param name="Confidence">Level of the intervals.</param>
/// <param name="Asymptote">The value for N → ∞; undefined when the data do not tell it.</param>
/// <param name="AsymptoteInterval">Its percentile interval; null when the asymptote is undefined.</param>
public sealed record FittedCurve(CurveFit Fit, IReadOnlyList<CurveFit> Refits, CurveResampling Scheme, double Confidence, Quantity Asymptote, Interval? AsymptoteInterval)
{
    /// <summary>Percentile interval of any number read off the curve: a coefficient, or a value at a budget.</summary>
    /// <param name="read">The number; not NaN.</param>
    /// <returns>The interval; null when there are no refits.</returns>
    public Interval? IntervalOf(Func<CurveFit, double> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (Refits.Count == 0)
            return null;
        double[] sorted = [.. Refits.Select(read).Order()];
        var tail = (1 - Confidence) / 2;
        return new(Descriptive.SortedQuantile(sorted, tail), Descriptive.SortedQuantile(sorted, 1 - tail), Confidence);
    }
}
