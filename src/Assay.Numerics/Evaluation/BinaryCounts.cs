using System.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>The confusion matrix of a yes-or-no decision, and what follows from it. TP, FP, TN, FN in the formulas below.</summary>
/// <param name="TruePositives">Positives called positive.</param>
/// <param name="FalsePositives">Negatives called positive.</param>
/// <param name="TrueNegatives">Negatives called negative.</param>
/// <param name="FalseNegatives">Positives called negative.</param>
public readonly record struct BinaryCounts(long TruePositives, long FalsePositives, long TrueNegatives, long FalseNegatives)
{
    /// <summary>Samples.</summary>
    public long Count => TruePositives + FalsePositives + TrueNegatives + FalseNegatives;

    /// <summary>Samples that are positive; their support.</summary>
    public long Positives => TruePositives + FalseNegatives;

    /// <summary>Samples that are negative.</summary>
    public long Negatives => TrueNegatives + FalsePositives;

    /// <summary>Samples that are called positive.</summary>
    public long PredictedPositives => TruePositives + FalsePositives;

    /// <summary>(TP + TN) / n, in [0, 1]; its floor is the larger class's share.</summary>
    public Quantity Accuracy => Ratio(TruePositives + TrueNegatives, Count, "there are no samples");

    /// <summary>TP / (TP + FP), in [0, 1]; its floor is <see cref="Prevalence"/>. Undefined when nothing is called positive.</summary>
    public Quantity Precision => Ratio(TruePositives, PredictedPositives, "nothing is called positive");

    /// <summary>TP / (TP + FN), in [0, 1]; also sensitivity. Undefined without positives.</summary>
    public Quantity Recall => Ratio(TruePositives, Positives, "no sample is positive");

    /// <summary>TN / (TN + FP), in [0, 1]. Undefined without negatives.</summary>
    public Quantity Specificity => Ratio(TrueNegatives, Negatives, "no sample is negative");

    /// <summary>TN / (TN + FN), in [0, 1]. Undefined when nothing is called negative.</summary>
    public Quantity NegativePredictiveValue => Ratio(TrueNegatives, TrueNegatives + FalseNegatives, "nothing is called negative");

    /// <summary>Share of positives, in [0, 1].</summary>
    public Quantity Prevalence => Ratio(Positives, Count, "there are no samples");

    /// <summary>2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall, in [0, 1]. Undefined when nothing is positive or called so.</summary>
    public Quantity F1 => FBeta(1);

    /// <summary>(recall + specificity) / 2, in [0, 1]; 0.5 is chance. Undefined unless both classes occur.</summary>
    public Quantity BalancedAccuracy => (Recall.IsDefined, Specificity.IsDefined) switch
    {
        (false, _) => Recall,
        (_, false) => Specificity,
        _ => (Recall.Value + Specificity.Value) / 2,
    };

    /// <summary>
    /// Matthews's correlation of truth and decision, (TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN)), in [−1, 1]; 0 is chance.
    /// Undefined when truth or decision is constant.
    /// </summary>
    public Quantity Mcc
    {
        get
        {
            if (Positives == 0 || Negatives == 0)
                return Quantity.Undefined(Count == 0 ? "there are no samples" : "only one class occurs");
            if (PredictedPositives == 0 || PredictedPositives == Count)
                return Quantity.Undefined("every sample is called the same");
            var agreement = ((double)TruePositives * TrueNegatives) - ((double)FalsePositives * FalseNegatives);
            return agreement / (Math.Sqrt((double)PredictedPositives * Positives) * Math.Sqrt((double)Negatives * (TrueNegatives + FalseNegatives)));
        }
    }

    /// <summary>Counts of two groups of samples together.</summary>
    /// <param name="left">One group's.</param>
    /// <param name="right">The other's.</param>
    /// <returns>The sums.</returns>
    public static BinaryCounts operator +(BinaryCounts left, BinaryCounts right) => new(
        left.TruePositives + right.TruePositives,
        left.FalsePositives + right.FalsePositives,
        left.TrueNegatives + right.TrueNegatives,
        left.FalseNegatives + right.FalseNegatives);

    /// <summary>Counts decisions against truth.</summary>
    /// <param name="predicted">What each sample was called.</param>
    /// <param name="labels">What each sample is.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static BinaryCounts Of(BinaryLabels predicted, BinaryLabels labels)
    {
        Check.Aligned(predicted.Count, labels.Count);
        var calls = predicted.Values;
        var truth = labels.Values;
        var (caught, called, positives) = (0L, 0L, 0L);
        for (var i = 0; i < calls.Length; i++)
        {
            caught += calls[i] & truth[i];
            called += calls[i];
            positives += truth[i];
        }

        return new(caught, called - caught, calls.Length - called - positives + caught, positives - caught);
    }

    /// <summary>Counts decisions at a threshold against truth: a sample that scores at least as much is called positive.</summary>
    /// <param name="scores">One a sample, any number but NaN.</param>
    /// <param name="labels">One a sample.</param>
    /// <param name="threshold">Any number but NaN; single-precision scores are compared as the doubles they equal, so 0.7f is below 0.7.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or there is a NaN.</exception>
    public static BinaryCounts Of<T>(ReadOnlySpan<T> scores, BinaryLabels labels, double threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Aligned(scores.Length, labels.Count);
        if (double.IsNaN(threshold))
            throw new ArgumentException("A threshold is a number; this one is NaN.", nameof(threshold));
        var truth = labels.Values;
        var (caught, called, positives) = (0L, 0L, 0L);
        for (var i = 0; i < scores.Length; i++)
        {
            if (T.IsNaN(scores[i]))
                throw Check.NotANumber(i);
            var call = double.CreateTruncating(scores[i]) >= threshold ? 1 : 0;
            caught += call & truth[i];
            called += call;
            positives += truth[i];
        }

        return new(caught, called - caught, scores.Length - called - positives + caught, positives - caught);
    }

    /// <summary>(1 + β²) TP / ((1 + β²) TP + FP + β² FN), in [0, 1]. Undefined when nothing is positive or called so.</summary>
    /// <param name="beta">How many times recall weighs more than precision, above 0.</param>
    /// <returns>The score.</returns>
    /// <remarks>Source: van Rijsbergen, Information Retrieval, 1979, chapter 7.</remarks>
    public Quantity FBeta(double beta)
    {
        Check.Beta(beta);
        if (TruePositives + FalsePositives + FalseNegatives == 0)
            return Quantity.Undefined(Count == 0 ? "there are no samples" : "nothing is positive or called so");
        var square = beta * beta;
        return (1 + square) * TruePositives / (((1 + square) * TruePositives) + FalsePositives + (square * FalseNegatives));
    }

    internal static Quantity Ratio(long part, long whole, string reason) => whole == 0 ? Quantity.Undefined(reason) : Quantity.Of((double)part / whole);
}
