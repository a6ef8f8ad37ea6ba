using Assay.Statistics;

namespace Assay.Tuning.Summaries;

/// <summary>
/// Whether the rows that the objective was measured on can tell the best configuration from the others. The standard error of an AUROC is that of Hanley
/// and McNeil (1982), Radiology 143:29–36; of an accuracy √(p(1−p)/n). Two configurations are judged on the same rows, so their errors are correlated;
/// even at a correlation of 0.9 the standard error of the difference is √(2·(1−0.9)) ≈ 0.45 of one value's.
/// </summary>
/// <param name="Best">The best value.</param>
/// <param name="Next">The best value of another configuration.</param>
/// <param name="StandardError">Of one value.</param>
/// <param name="Least">The smallest difference that such a set can tell.</param>
/// <param name="Near">Other configurations within it.</param>
/// <param name="Others">Other configurations.</param>
public sealed record Separation(double Best, double Next, double StandardError, double Least, int Near, int Others)
{
    private const double Correlation = 0.9;
    private const double Normal95 = 1.96;

    /// <summary>Whether the best is told from the next.</summary>
    public bool IsSeparable => Math.Abs(Best - Next) >= Least;

    /// <summary>Judges a study.</summary>
    /// <param name="study">The study, with its rows per class.</param>
    /// <returns>The judgement; null when the rows are not known, the metric is none of these, or there is one configuration only.</returns>
    public static Separation? Of(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (study.Best is not { } best || best.Params.Count == 0 || ErrorOf(study, best.Value!.Value.Number) is not { } error)
            return null;
        var top = best.Value!.Value.Number;
        var others = Configuration.Groups(study).Where(group => !group.Contains(best)).Select(group => group.Select(trial => trial.Value!.Value.Number).Aggregate((left, right) => study.IsBetter(left, right) ? left : right)).ToList();
        if (others.Count == 0)
            return null;
        var next = others.Aggregate((left, right) => study.IsBetter(left, right) ? left : right);
        var least = LeastDifference(error);
        return new(top, next, error, least, others.Count(value => Math.Abs(top - value) < least), others.Count);
    }

    /// <summary>The smallest difference of two values with such a standard error that is told at 95 %.</summary>
    internal static double LeastDifference(double error) => Normal95 * error * Math.Sqrt(2 * (1 - Correlation));

    /// <summary>The standard error of a value of the study's objective; null when it is not known.</summary>
    internal static double? ErrorOf(Study study, double value)
    {
        var rows = study.ClassCounts.Sum();
        if (rows <= 0 || value is < 0 or > 1)
            return null;
        if (study.Metric.Contains("auc", StringComparison.OrdinalIgnoreCase) || study.Metric.Contains("auroc", StringComparison.OrdinalIgnoreCase) || study.Metric == "objective")
            return study.ClassCounts is [> 0 and <= int.MaxValue and var negatives, > 0 and <= int.MaxValue and var positives] ? HanleyMcNeil.Area(value, (int)positives, (int)negatives).StandardError.ValueOrNull : null;
        return study.Metric.Contains("acc", StringComparison.OrdinalIgnoreCase) ? Math.Sqrt(value * (1 - value) / rows) : null;
    }
}
