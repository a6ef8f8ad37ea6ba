using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>One metric of several labels or classes, and its averages. An undefined label takes part in no mean and is counted.</summary>
/// <param name="PerLabel">The metric of each label, in the labels' order.</param>
/// <param name="Macro">Mean over the labels for which it is defined.</param>
/// <param name="Weighted">The same, each label weighing as much as it has positives (for a class: samples).</param>
/// <param name="Micro">The metric of all samples and labels pooled.</param>
public sealed record LabelAverages(IReadOnlyList<Quantity> PerLabel, Quantity Macro, Quantity Weighted, Quantity Micro)
{
    /// <summary>Labels for which the metric is defined: as many as <see cref="Macro"/> is the mean of.</summary>
    public int Defined => PerLabel.Count(value => value.IsDefined);

    /// <summary>Labels for which it is not.</summary>
    public int Undefined => PerLabel.Count - Defined;

    /// <summary>Averages a metric.</summary>
    /// <param name="perLabel">The metric of each label.</param>
    /// <param name="weights">Positives of each label, 0 or more.</param>
    /// <param name="micro">The metric of all samples pooled.</param>
    /// <returns>The metric with its averages.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static LabelAverages Of(IReadOnlyList<Quantity> perLabel, IReadOnlyList<long> weights, Quantity micro)
    {
        ArgumentNullException.ThrowIfNull(perLabel);
        ArgumentNullException.ThrowIfNull(weights);
        if (perLabel.Count != weights.Count)
            throw new ArgumentException($"Weights are one a label; there are {perLabel.Count} labels and {weights.Count} weights.", nameof(weights));
        var (sum, defined, weighted, weight) = (0.0, 0, 0.0, 0.0);
        for (var label = 0; label < perLabel.Count; label++)
        {
            if (perLabel[label].ValueOrNull is not { } value)
                continue;
            sum += value;
            defined++;
            // A label without weight adds nothing, even where its metric is infinite.
            weighted += weights[label] == 0 ? 0 : weights[label] * value;
            weight += weights[label];
        }

        return new(
            perLabel,
            defined == 0 ? Quantity.Undefined("it is undefined for every label") : sum / defined,
            weight == 0 ? Quantity.Undefined(defined == 0 ? "it is undefined for every label" : "no label for which it is defined has positives") : weighted / weight,
            micro);
    }
}
