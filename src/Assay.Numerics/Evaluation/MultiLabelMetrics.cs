using System.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>Measures of several yes-or-no labels of the same samples, [samples, labels]; those of all labels in one call are in <see cref="MultiLabelReport"/>.</summary>
public static class MultiLabelMetrics
{
    /// <summary>Area under the receiver operating characteristic of each label, and averages; undefined for a label with one class.</summary>
    /// <param name="scores">[samples, labels], any numbers but NaN.</param>
    /// <param name="labels">[samples, labels].</param>
    /// <param name="micro">Whether all cells are also ranked as one list, which takes as long as the labels together; else the micro average is undefined.</param>
    /// <param name="parallelism">Threads at most, 0 for one a processor; the result does not depend on it.</param>
    /// <returns>The areas.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or a score is NaN.</exception>
    public static LabelAverages Auroc<T>(RowMajor<T> scores, LabelMatrix labels, bool micro = true, int parallelism = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Ranked(scores, labels, ranking => ranking.Auroc, micro, parallelism);

    /// <summary>Average precision of each label, and averages; undefined for a label without positives.</summary>
    /// <param name="scores">[samples, labels], any numbers but NaN.</param>
    /// <param name="labels">[samples, labels].</param>
    /// <param name="micro">Whether all cells are also ranked as one list, which takes as long as the labels together; else the micro average is undefined.</param>
    /// <param name="parallelism">Threads at most, 0 for one a processor; the result does not depend on it.</param>
    /// <returns>The average precisions.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or a score is NaN.</exception>
    public static LabelAverages AveragePrecision<T>(RowMajor<T> scores, LabelMatrix labels, bool micro = true, int parallelism = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Ranked(scores, labels, ranking => ranking.AveragePrecision, micro, parallelism);

    /// <summary>The rankings of all labels, for measures that are not here.</summary>
    /// <param name="scores">[samples, labels], any numbers but NaN.</param>
    /// <param name="labels">[samples, labels].</param>
    /// <param name="parallelism">Threads at most, 0 for one a processor; the result does not depend on it.</param>
    /// <returns>One a label.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or a score is NaN.</exception>
    public static ScoreRanking[] Rankings<T>(RowMajor<T> scores, LabelMatrix labels, int parallelism = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => LabelColumns.Map(scores, labels, static (_, column, truth) => ScoreRanking.Of(column, truth), parallelism);

    /// <summary>Share of samples all of whose labels are called right, in [0, 1].</summary>
    /// <param name="predicted">[samples, labels].</param>
    /// <param name="labels">[samples, labels].</param>
    /// <returns>The share; also subset accuracy.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Quantity ExactMatch(LabelMatrix predicted, LabelMatrix labels)
    {
        SameShape(predicted, labels);
        var calls = predicted.Values.Span;
        var truth = labels.Values.Span;
        var (columns, matches) = (labels.Columns, 0);
        for (var row = 0; row < labels.Rows; row++)
            matches += calls.Slice(row * columns, columns).SequenceEqual(truth.Slice(row * columns, columns)) ? 1 : 0;
        return BinaryCounts.Ratio(matches, labels.Rows, "there are no samples");
    }

    /// <summary>Share of cells that are called wrong, in [0, 1], 0 is best.</summary>
    /// <param name="predicted">[samples, labels].</param>
    /// <param name="labels">[samples, labels].</param>
    /// <returns>The share.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Quantity HammingLoss(LabelMatrix predicted, LabelMatrix labels)
    {
        SameShape(predicted, labels);
        var counts = BinaryCounts.Of(predicted.Flat, labels.Flat);
        return BinaryCounts.Ratio(counts.FalsePositives + counts.FalseNegatives, counts.Count, "there are no samples");
    }

    private static void SameShape(LabelMatrix predicted, LabelMatrix labels)
    {
        if (predicted.Rows != labels.Rows || predicted.Columns != labels.Columns)
            throw new ArgumentException($"Decisions and labels are tables of one shape; decisions are [{predicted.Rows}, {predicted.Columns}], labels [{labels.Rows}, {labels.Columns}].", nameof(predicted));
    }

    private static LabelAverages Ranked<T>(RowMajor<T> scores, LabelMatrix labels, Func<ScoreRanking, Quantity> metric, bool micro, int parallelism)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var ranked = LabelColumns.Map(
            scores,
            labels,
            (_, column, truth) =>
            {
                var ranking = ScoreRanking.Of(column, truth);
                return (Metric: metric(ranking), Positives: (long)ranking.Positives);
            },
            parallelism);
        var pooled = micro ? metric(ScoreRanking.Of(scores.Values.Span, labels.Flat)) : Quantity.Undefined("the micro average was not asked for");
        return LabelAverages.Of([.. ranked.Select(label => label.Metric)], [.. ranked.Select(label => label.Positives)], pooled);
    }
}
