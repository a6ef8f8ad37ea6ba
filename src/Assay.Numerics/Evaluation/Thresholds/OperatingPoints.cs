using Assay.Statistics;

namespace Assay.Evaluation.Thresholds;

/// <summary>Tables of thresholds and what they lead to, and the ends of what is reachable. Descriptions, not choices: any split may be described.</summary>
public static class OperatingPoints
{
    private const int MostPoints = 1_000_000;

    /// <summary>The decisions at given thresholds.</summary>
    /// <param name="ranking">The scores in order.</param>
    /// <param name="thresholds">Any numbers but NaN.</param>
    /// <returns>A row a threshold.</returns>
    public static OperatingPoint[] At(ScoreRanking ranking, IReadOnlyList<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentNullException.ThrowIfNull(thresholds);
        return [.. thresholds.Select(threshold => new OperatingPoint(threshold, ranking.At(threshold)))];
    }

    /// <summary>The decisions at thresholds at equal distances.</summary>
    /// <param name="ranking">The scores in order.</param>
    /// <param name="from">The lowest threshold.</param>
    /// <param name="to">The highest, included.</param>
    /// <param name="step">The distance, above 0.</param>
    /// <returns>A row a threshold, from low to high.</returns>
    public static OperatingPoint[] Sweep(ScoreRanking ranking, double from, double to, double step) => At(ranking, Grid(from, to, step));

    /// <summary>Numbers at equal distances, each rounded to what its decimal text says: 0.3, not 0.30000000000000004.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">The last, included.</param>
    /// <param name="step">The distance, above 0.</param>
    /// <returns>At most a million numbers.</returns>
    public static double[] Grid(double from, double to, double step)
    {
        if (!double.IsFinite(from) || !double.IsFinite(to) || to < from)
            throw new ArgumentException(FormattableString.Invariant($"A sweep goes from a number up to another; this one goes from {from} to {to}."), nameof(to));
        if (!(step > 0) || (to - from) / step > MostPoints)
            throw new ArgumentOutOfRangeException(nameof(step), step, "The distance is above 0, and there are at most a million thresholds.");
        // A distance that divides the range up to rounding reaches its end.
        var count = (int)Math.Floor(((to - from) / step) + 1e-9) + 1;
        return [.. Enumerable.Range(0, count).Select(i => Math.Round(from + (i * step), 12))];
    }

    /// <summary>For each precision that is wanted, the point with the most recall that has it; null where no threshold reaches it.</summary>
    /// <param name="ranking">The scores in order.</param>
    /// <param name="precisions">In [0, 1].</param>
    /// <returns>A row a precision, in their order.</returns>
    public static OperatingPoint?[] ForPrecisions(ScoreRanking ranking, IReadOnlyList<double> precisions) => Each(ranking, precisions, ThresholdGoal.RecallAtPrecision);

    /// <summary>For each recall that is wanted, the point with the highest precision that has it; null where there are no positives.</summary>
    /// <param name="ranking">The scores in order.</param>
    /// <param name="recalls">In [0, 1].</param>
    /// <returns>A row a recall, in their order.</returns>
    public static OperatingPoint?[] ForRecalls(ScoreRanking ranking, IReadOnlyList<double> recalls) => Each(ranking, recalls, ThresholdGoal.PrecisionAtRecall);

    /// <summary>The highest precision of any threshold, and of equal ones the point with the most recall.</summary>
    /// <param name="ranking">The scores in order.</param>
    /// <param name="leastCalled">Samples that must be called positive at least, 1 by default: a precision of 1 over one sample says little.</param>
    /// <returns>The point; null when there are fewer samples than that.</returns>
    public static OperatingPoint? HighestPrecision(ScoreRanking ranking, int leastCalled = 1)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentOutOfRangeException.ThrowIfLessThan(leastCalled, 1);
        var (best, highest) = (default(ScoreStep?), -1.0);
        foreach (var step in ranking.Steps)
        {
            var called = step.TruePositives + step.FalsePositives;
            var precision = (double)step.TruePositives / called;
            if (called >= leastCalled && precision >= highest)
                (best, highest) = (step, precision);
        }

        return best is { } found ? new(found.Threshold, ranking.At(found.Threshold)) : null;
    }

    /// <summary>The highest recall of a threshold whose precision is at least so much.</summary>
    /// <param name="ranking">The scores in order.</param>
    /// <param name="precision">In [0, 1].</param>
    /// <returns>In [0, 1]; undefined when no threshold reaches the precision (the reason says which is the highest), or without positives.</returns>
    public static Quantity RecallAtPrecision(ScoreRanking ranking, double precision) => ThresholdGoal.RecallAtPrecision(precision).Seek(ranking).Score;

    /// <summary>The highest precision of a threshold whose recall is at least so much.</summary>
    /// <param name="ranking">The scores in order.</param>
    /// <param name="recall">In [0, 1].</param>
    /// <returns>In [0, 1]; undefined without positives.</returns>
    public static Quantity PrecisionAtRecall(ScoreRanking ranking, double recall) => ThresholdGoal.PrecisionAtRecall(recall).Seek(ranking).Score;

    private static OperatingPoint?[] Each(ScoreRanking ranking, IReadOnlyList<double> floors, Func<double, ThresholdGoal> goal)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentNullException.ThrowIfNull(floors);
        return [.. floors.Select(floor => goal(floor).Seek(ranking).Threshold is { IsDefined: true } threshold ? new OperatingPoint(threshold.Value, ranking.At(threshold.Value)) : null)];
    }
}
