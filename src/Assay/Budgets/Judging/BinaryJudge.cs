using Assay.Evaluation;
using Assay.Statistics;
using Assay.Tracking;

namespace Assay.Budgets.Judging;

/// <summary>Judges the scores of one yes-or-no label.</summary>
internal static class BinaryJudge
{
    /// <summary>The metrics of ranking, which need a sort, with what a case of them costs beside counting.</summary>
    public const int SortCost = 20;

    /// <summary>All metrics of a label.</summary>
    /// <param name="name">The label.</param>
    /// <param name="scores">One a case.</param>
    /// <param name="labels">One a case, 0 or 1.</param>
    /// <param name="threshold">What scores at least this is called positive.</param>
    /// <param name="areProbabilities">Whether the scores are probabilities.</param>
    /// <param name="bootstrap">Makes the intervals.</param>
    public static JudgedScope Judge(string name, double[] scores, byte[] labels, double threshold, bool areProbabilities, RowBootstrap bootstrap)
    {
        var report = BinaryReport.Of<double>(scores, labels.AsSpan(), new EvaluationOptions { Threshold = threshold, AreProbabilities = areProbabilities });
        var (positives, count) = (report.Positives, report.Count);
        long[] classes = [count - positives, positives];
        var cells = new byte[scores.Length]; // bit 0: positive, bit 1: called positive
        for (var row = 0; row < cells.Length; row++)
            cells[row] = (byte)(labels[row] | (scores[row] >= threshold ? 2 : 0));

        var metrics = new List<JudgedMetric>
        {
            Ranked("auroc", report.Auroc, 0.5, (s, l) => BinaryMetrics.Auroc<double>(s, l.AsSpan())),
            Ranked("average_precision", report.AveragePrecision, Floors.AveragePrecision(positives, count), (s, l) => BinaryMetrics.AveragePrecision<double>(s, l.AsSpan())),
            Counted("accuracy", Floors.Accuracy(classes), counts => counts.Accuracy),
            Counted("balanced_accuracy", 0.5, counts => counts.BalancedAccuracy),
            Counted("precision", Floors.AveragePrecision(positives, count), counts => counts.Precision),
            Counted("recall", Quantity.Undefined("calling everything positive reaches 1"), counts => counts.Recall),
            Counted("f1", Floors.F1(positives, count), counts => counts.F1),
            Counted("mcc", 0, counts => counts.Mcc),
        };
        if (areProbabilities)
        {
            metrics.Add(Averaged("log_loss", report.LogLoss, Floors.LogLoss(classes), row => -Math.Log(labels[row] == 1 ? scores[row] : 1 - scores[row])));
            metrics.Add(Averaged("brier", report.Brier, Floors.Brier(positives, count), row => (scores[row] - labels[row]) * (scores[row] - labels[row])));
            // Resampling biases these two upwards, so an interval would mislead.
            metrics.Add(new JudgedMetric("ece", report.Ece, Quantity.Undefined("a constant at the share of positives reaches 0"), null, Direction.Minimize));
            metrics.Add(new JudgedMetric("mce", report.Mce, Quantity.Undefined("a constant at the share of positives reaches 0"), null, Direction.Minimize));
        }

        return new JudgedScope(name, report.Count, report.Positives, metrics);

        JudgedMetric Ranked(string key, Quantity value, Quantity floor, Func<double[], byte[], Quantity> metric) => new(key, value, floor, bootstrap.Of(key, value, rows =>
        {
            var (s, l) = (new double[rows.Length], new byte[rows.Length]);
            for (var i = 0; i < rows.Length; i++)
                (s[i], l[i]) = (scores[rows[i]], labels[rows[i]]);
            return metric(s, l).ValueOrNull ?? double.NaN;
        }, SortCost), Direction.Maximize);

        JudgedMetric Counted(string key, Quantity floor, Func<BinaryCounts, Quantity> metric)
        {
            var value = metric(report.Counts);
            return new(key, value, floor, bootstrap.Of(key, value, rows => metric(CountsOf(cells, rows)).ValueOrNull ?? double.NaN), Direction.Maximize);
        }

        JudgedMetric Averaged(string key, Quantity value, Quantity floor, Func<int, double> loss) => new(key, value, floor, bootstrap.Of(key, value, rows =>
        {
            double sum = 0;
            foreach (var row in rows)
                sum += loss(row);
            return sum / rows.Length;
        }), Direction.Minimize);
    }

    /// <summary>The decisions of some cases.</summary>
    public static BinaryCounts CountsOf(byte[] cells, ReadOnlySpan<int> rows)
    {
        Span<long> counts = stackalloc long[4];
        foreach (var row in rows)
            counts[cells[row]]++;
        return new BinaryCounts(counts[3], counts[2], counts[0], counts[1]);
    }
}
