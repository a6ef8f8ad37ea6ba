using System.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>All that is measured of several yes-or-no labels of the same samples: per label, and averaged.</summary>
/// <param name="Labels">The labels' reports, in their order.</param>
/// <param name="Micro">The report of all samples × labels as one list; null when it was not asked for. Its counts are at each label's own threshold.</param>
public sealed record MultiLabelReport(IReadOnlyList<BinaryReport> Labels, BinaryReport? Micro)
{
    /// <summary>The decisions of all labels together.</summary>
    public BinaryCounts Counts => Labels.Select(label => label.Counts).Aggregate((left, right) => left + right);

    /// <summary>Area under the receiver operating characteristic.</summary>
    public LabelAverages Auroc => Averages(label => label.Auroc);

    /// <summary>Average precision.</summary>
    public LabelAverages AveragePrecision => Averages(label => label.AveragePrecision);

    /// <summary>Accuracy at the thresholds.</summary>
    public LabelAverages Accuracy => OfCounts(counts => counts.Accuracy);

    /// <summary>Precision at the thresholds.</summary>
    public LabelAverages Precision => OfCounts(counts => counts.Precision);

    /// <summary>Recall at the thresholds.</summary>
    public LabelAverages Recall => OfCounts(counts => counts.Recall);

    /// <summary>Specificity at the thresholds.</summary>
    public LabelAverages Specificity => OfCounts(counts => counts.Specificity);

    /// <summary>F1 at the thresholds.</summary>
    public LabelAverages F1 => FBeta(1);

    /// <summary>Balanced accuracy at the thresholds.</summary>
    public LabelAverages BalancedAccuracy => OfCounts(counts => counts.BalancedAccuracy);

    /// <summary>Matthews's correlation at the thresholds.</summary>
    public LabelAverages Mcc => OfCounts(counts => counts.Mcc);

    /// <summary>Mean −ln p(truth), nats.</summary>
    public LabelAverages LogLoss => Averages(label => label.LogLoss);

    /// <summary>Mean (p − y)².</summary>
    public LabelAverages Brier => Averages(label => label.Brier);

    /// <summary>Expected calibration error over bins of one width.</summary>
    public LabelAverages Ece => Averages(label => label.Ece);

    /// <summary>Maximum calibration error over bins of one width.</summary>
    public LabelAverages Mce => Averages(label => label.Mce);

    /// <summary>Judges all labels; each is sorted once, several labels at a time.</summary>
    /// <param name="scores">[samples, labels].</param>
    /// <param name="labels">[samples, labels].</param>
    /// <param name="options">How; the usual way when null.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">Shapes or thresholds do not fit, a score is NaN, or one that should be a probability is none.</exception>
    public static MultiLabelReport Of<T>(RowMajor<T> scores, LabelMatrix labels, EvaluationOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= EvaluationOptions.Usual;
        Check.Aligned(scores, labels);
        if (options.Thresholds is { } thresholds && thresholds.Count != scores.Columns)
            throw new ArgumentException($"Thresholds are one a label; there are {thresholds.Count} thresholds and {scores.Columns} labels.", nameof(options));
        var reports = LabelColumns.Map(
            scores,
            labels,
            (label, column, truth) => BinaryReport.Of(column, truth, options, options.Thresholds?[label] ?? options.Threshold),
            options.Parallelism);
        if (!options.MicroRanking)
            return new(reports, null);
        var pooled = BinaryReport.Of(scores.Values.Span, labels.Flat, options, options.Threshold);
        return new(reports, pooled with { Counts = reports.Select(label => label.Counts).Aggregate((left, right) => left + right) });
    }

    /// <summary>F-beta at the thresholds.</summary>
    /// <param name="beta">How many times recall weighs more than precision, above 0.</param>
    /// <returns>The scores.</returns>
    public LabelAverages FBeta(double beta) => OfCounts(counts => counts.FBeta(beta));

    private LabelAverages OfCounts(Func<BinaryCounts, Quantity> metric) =>
        LabelAverages.Of([.. Labels.Select(label => metric(label.Counts))], Weights, metric(Counts));

    private LabelAverages Averages(Func<BinaryReport, Quantity> metric) =>
        LabelAverages.Of([.. Labels.Select(metric)], Weights, Micro is { } micro ? metric(micro) : Quantity.Undefined("the micro average was not asked for"));

    private long[] Weights => [.. Labels.Select(label => (long)label.Positives)];
}
