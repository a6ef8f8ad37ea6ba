using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>What a predictor reaches that looks at nothing but how often each class occurs. No result means anything before it is above these.</summary>
public static class Floors
{
    /// <summary>Accuracy of calling everything the most frequent class: its share.</summary>
    /// <param name="classCounts">Samples of each class, 0 or more.</param>
    /// <returns>In (0, 1].</returns>
    public static Quantity Accuracy(ReadOnlySpan<long> classCounts)
    {
        var (total, largest) = Total(classCounts);
        return BinaryCounts.Ratio(largest, total, "there are no samples");
    }

    /// <summary>Log loss of giving every sample the classes' shares as probabilities: their entropy, −Σ πₖ ln πₖ, in nats.</summary>
    /// <param name="classCounts">Samples of each class, 0 or more.</param>
    /// <returns>At least 0; 0 with one class.</returns>
    public static Quantity LogLoss(ReadOnlySpan<long> classCounts)
    {
        var (total, _) = Total(classCounts);
        if (total == 0)
            return Quantity.Undefined("there are no samples");
        var entropy = 0.0;
        foreach (var count in classCounts)
            entropy -= count == 0 ? 0 : (double)count / total * Math.Log((double)count / total);
        return entropy;
    }

    /// <summary>Class-weighted log loss of a constant, when each class weighs the same in all: ln K over the K classes that occur, in nats.</summary>
    /// <param name="classCounts">Samples of each class, 0 or more.</param>
    /// <returns>At least 0.</returns>
    public static Quantity BalancedLogLoss(ReadOnlySpan<long> classCounts) =>
        BalancedAccuracy(classCounts) is { IsDefined: true } chance ? -Math.Log(chance.Value) : Quantity.Undefined("there are no samples");

    /// <summary>Balanced accuracy of any predictor that does not look: 1/K over the K classes that occur.</summary>
    /// <param name="classCounts">Samples of each class, 0 or more.</param>
    /// <returns>In (0, 1].</returns>
    public static Quantity BalancedAccuracy(ReadOnlySpan<long> classCounts)
    {
        var (total, _) = Total(classCounts);
        var occurring = classCounts.Length - classCounts.Count(0L);
        return total == 0 ? Quantity.Undefined("there are no samples") : 1.0 / occurring;
    }

    /// <summary>Average precision, and precision, of scores that say nothing: the share of positives.</summary>
    /// <param name="positives">Positives, 0 or more.</param>
    /// <param name="count">Samples.</param>
    /// <returns>In [0, 1].</returns>
    public static Quantity AveragePrecision(long positives, long count) => Binary(positives, count, share => share);

    /// <summary>F1 of calling everything positive, the best a constant can do: 2π / (1 + π).</summary>
    /// <param name="positives">Positives, 0 or more.</param>
    /// <param name="count">Samples.</param>
    /// <returns>In [0, 1].</returns>
    public static Quantity F1(long positives, long count) => Binary(positives, count, share => 2 * share / (1 + share));

    /// <summary>Brier score of saying the share of positives of every sample: π (1 − π).</summary>
    /// <param name="positives">Positives, 0 or more.</param>
    /// <param name="count">Samples.</param>
    /// <returns>In [0, 0.25].</returns>
    public static Quantity Brier(long positives, long count) => Binary(positives, count, share => share * (1 - share));

    /// <summary>A label's results beside their floors.</summary>
    /// <param name="report">The results.</param>
    /// <returns>Area under the curve, average precision, accuracy, balanced accuracy, precision, F1, Matthews's correlation, log loss, Brier score.</returns>
    public static IReadOnlyList<FlooredMetric> Of(BinaryReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (positives, count, counts) = (report.Positives, report.Count, report.Counts);
        long[] classes = [count - positives, positives];
        return
        [
            new("auroc", report.Auroc, 0.5, Optimum.Highest),
            new("average precision", report.AveragePrecision, AveragePrecision(positives, count), Optimum.Highest),
            new("accuracy", counts.Accuracy, Accuracy(classes), Optimum.Highest),
            new("balanced accuracy", counts.BalancedAccuracy, 0.5, Optimum.Highest),
            new("precision", counts.Precision, AveragePrecision(positives, count), Optimum.Highest),
            new("F1", counts.F1, F1(positives, count), Optimum.Highest),
            new("mcc", counts.Mcc, 0, Optimum.Highest),
            new("log loss", report.LogLoss, LogLoss(classes), Optimum.Lowest),
            new("brier", report.Brier, Brier(positives, count), Optimum.Lowest),
        ];
    }

    /// <summary>Decisions among classes beside their floors.</summary>
    /// <param name="matrix">The decisions.</param>
    /// <returns>Accuracy, balanced accuracy, Matthews's correlation, kappa.</returns>
    public static IReadOnlyList<FlooredMetric> Of(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        long[] classes = [.. Enumerable.Range(0, matrix.Classes).Select(matrix.Support)];
        return
        [
            new("accuracy", matrix.Accuracy, Accuracy(classes), Optimum.Highest),
            new("balanced accuracy", matrix.BalancedAccuracy, BalancedAccuracy(classes), Optimum.Highest),
            new("mcc", matrix.Mcc, 0, Optimum.Highest),
            new("kappa", matrix.Kappa, 0, Optimum.Highest),
        ];
    }

    /// <summary>Macro averages of several labels beside the means of the labels' floors, over the labels for which the metric is defined.</summary>
    /// <param name="report">The results.</param>
    /// <returns>The metrics of <see cref="Of(BinaryReport)"/>.</returns>
    public static IReadOnlyList<FlooredMetric> Of(MultiLabelReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var labels = report.Labels.Select(Of).ToArray();
        return [.. labels[0].Select((metric, i) => new FlooredMetric("macro " + metric.Metric, Mean(labels, i, m => m.Value), Mean(labels, i, m => m.Floor), metric.Best))];
    }

    private static Quantity Mean(IReadOnlyList<FlooredMetric>[] labels, int metric, Func<FlooredMetric, Quantity> part)
    {
        var defined = labels.Select(label => label[metric]).Where(m => m.Value.IsDefined).ToArray();
        return defined.Length == 0 ? Quantity.Undefined("it is undefined for every label") : defined.Average(m => part(m).Value);
    }

    private static Quantity Binary(long positives, long count, Func<double, double> floor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(positives);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, positives);
        return count == 0 ? Quantity.Undefined("there are no samples") : floor((double)positives / count);
    }

    private static (long Total, long Largest) Total(ReadOnlySpan<long> classCounts)
    {
        var (total, largest) = (0L, 0L);
        for (var k = 0; k < classCounts.Length; k++)
        {
            if (classCounts[k] < 0)
                throw new ArgumentException(FormattableString.Invariant($"A class has 0 or more samples; classCounts[{k}] is {classCounts[k]}."), nameof(classCounts));
            total = checked(total + classCounts[k]);
            largest = Math.Max(largest, classCounts[k]);
        }

        return (total, largest);
    }
}
