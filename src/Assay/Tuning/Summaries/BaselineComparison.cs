namespace Assay.Tuning.Summaries;

/// <summary>The best of a study beside a value that was known before.</summary>
/// <param name="Name">What the baseline is.</param>
/// <param name="Value">Its value of the objective.</param>
/// <param name="Difference">Best less baseline, in units of the objective: 0.0129 of an AUC are 1.29 points.</param>
/// <param name="Relative">The difference as a share of the baseline; null when that is 0.</param>
/// <param name="Least">The smallest difference that the rows can tell; null when they are not known.</param>
/// <param name="IsBetter">Whether the best is better.</param>
/// <remarks>The best of n trials was picked by the value it is compared by, hence is too good; the baseline was not.</remarks>
public sealed record BaselineComparison(string Name, double Value, double Difference, double? Relative, double? Least, bool IsBetter)
{
    /// <summary>Compares.</summary>
    /// <param name="study">The study.</param>
    /// <param name="name">What the baseline is.</param>
    /// <param name="value">Its value, finite.</param>
    /// <returns>The comparison; null when no trial counts.</returns>
    public static BaselineComparison? Of(Study study, string name, double value)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (study.Best?.Value?.Number is not { } best)
            return null;
        var difference = best - value;
        return new(name, value, difference, value == 0 ? null : difference / Math.Abs(value), Separation.ErrorOf(study, best) is { } error ? Separation.LeastDifference(error) : null, study.IsBetter(best, value));
    }
}
