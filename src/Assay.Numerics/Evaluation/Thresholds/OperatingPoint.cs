using Assay.Statistics;

namespace Assay.Evaluation.Thresholds;

/// <summary>A threshold, and the decisions it leads to.</summary>
/// <param name="Threshold">Samples that score at least this are called positive.</param>
/// <param name="Counts">The decisions.</param>
public sealed record OperatingPoint(double Threshold, BinaryCounts Counts)
{
    /// <summary>Share of right calls among the positive ones; undefined when nothing is called positive.</summary>
    public Quantity Precision => Counts.Precision;

    /// <summary>Share of positives that are called so; undefined without positives.</summary>
    public Quantity Recall => Counts.Recall;

    /// <summary>Their harmonic mean.</summary>
    public Quantity F1 => Counts.F1;

    /// <summary>Samples that are called positive: what the precision rests on.</summary>
    public long Called => Counts.PredictedPositives;
}
