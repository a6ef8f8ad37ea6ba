using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>How often each class was called each class, and what follows from it.</summary>
public sealed class ConfusionMatrix
{
    /// <summary>More classes than this are refused: the matrix would not fit in memory.</summary>
    public const int MostClasses = 10_000;

    private readonly long[] _counts; // [truth, call]

    private ConfusionMatrix(long[] counts, int classes) => (_counts, Classes) = (counts, classes);

    /// <summary>Classes, K; they are numbered from 0.</summary>
    public int Classes { get; }

    /// <summary>Samples.</summary>
    public long Count => _counts.Sum();

    /// <summary>Samples of one class that were called another (or the same).</summary>
    /// <param name="actual">What they are.</param>
    /// <param name="predicted">What they were called.</param>
    public long this[int actual, int predicted] => _counts[(actual * Classes) + predicted];

    /// <summary>Share of samples that were called what they are, in [0, 1]; its floor is the largest class's share.</summary>
    public Quantity Accuracy => BinaryCounts.Ratio(Correct, Count, "there are no samples");

    /// <summary>Mean recall over the classes that occur, in [0, 1]; 1/classes that occur is chance.</summary>
    public Quantity BalancedAccuracy => Recall.Macro;

    /// <summary>Precision of each class against the rest, and averages; undefined for a class that nothing is called.</summary>
    public LabelAverages Precision => Averages(counts => counts.Precision);

    /// <summary>Recall of each class, and averages; undefined for a class that does not occur.</summary>
    public LabelAverages Recall => Averages(counts => counts.Recall);

    /// <summary>F1 of each class against the rest, and averages; undefined for a class that neither occurs nor is called.</summary>
    public LabelAverages F1 => Averages(counts => counts.F1);

    /// <summary>
    /// Matthews's correlation of K classes, in [−1, 1], 0 is chance: (c·n − Σ tₖpₖ) / √((n² − Σ pₖ²)(n² − Σ tₖ²)), c right answers, tₖ samples of class k,
    /// pₖ samples called k. Undefined when truth or decision is constant.
    /// </summary>
    /// <remarks>Source: Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient", 2004.</remarks>
    public Quantity Mcc
    {
        get
        {
            var (agreement, calls, truth) = Spread;
            return truth == 0 ? Quantity.Undefined(Count == 0 ? "there are no samples" : "only one class occurs")
                : calls == 0 ? Quantity.Undefined("every sample is called the same")
                : agreement / (Math.Sqrt(calls) * Math.Sqrt(truth));
        }
    }

    /// <summary>
    /// Cohen's kappa, (accuracy − expected) / (1 − expected), the expected accuracy that of independent decisions with the same shares; at most 1, 0 is chance.
    /// Undefined when that is 1.
    /// </summary>
    public Quantity Kappa
    {
        get
        {
            var n = (double)Count;
            var expected = Enumerable.Range(0, Classes).Sum(k => (double)Support(k) * Called(k));
            return n == 0 ? Quantity.Undefined("there are no samples")
                : expected == n * n ? Quantity.Undefined("there is one class and every sample is called it")
                : ((Correct * n) - expected) / ((n * n) - expected);
        }
    }

    private long Correct => Enumerable.Range(0, Classes).Sum(k => this[k, k]);

    private (double Agreement, double Calls, double Truth) Spread
    {
        get
        {
            var (n, both, calls, truth) = ((double)Count, 0.0, 0.0, 0.0);
            for (var k = 0; k < Classes; k++)
            {
                var (t, p) = ((double)Support(k), (double)Called(k));
                both += t * p;
                calls += p * p;
                truth += t * t;
            }

            return ((Correct * n) - both, (n * n) - calls, (n * n) - truth);
        }
    }

    /// <summary>Counts decisions against truth.</summary>
    /// <param name="actual">What each sample is, 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="predicted">What each was called, 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">Classes of the label schema, whether they occur or not; 2 to <see cref="MostClasses"/>.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a number is no class.</exception>
    public static ConfusionMatrix Of(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted, int classes)
    {
        if (classes is < 2 or > MostClasses)
            throw new ArgumentOutOfRangeException(nameof(classes), classes, "There are 2 to 10,000 classes.");
        if (actual.Length != predicted.Length)
            throw new ArgumentException($"Classes and decisions are one a sample; there are {actual.Length} classes and {predicted.Length} decisions.", nameof(predicted));
        var counts = new long[classes * classes];
        for (var i = 0; i < actual.Length; i++)
        {
            Check.Class(actual[i], classes, i, nameof(actual));
            Check.Class(predicted[i], classes, i, nameof(predicted));
            counts[(actual[i] * classes) + predicted[i]]++;
        }

        return new(counts, classes);
    }

    /// <summary>Samples of a class.</summary>
    /// <param name="class">The class.</param>
    /// <returns>The count.</returns>
    public long Support(int @class) => Enumerable.Range(0, Classes).Sum(k => this[@class, k]);

    /// <summary>Samples that were called a class.</summary>
    /// <param name="class">The class.</param>
    /// <returns>The count.</returns>
    public long Called(int @class) => Enumerable.Range(0, Classes).Sum(k => this[k, @class]);

    /// <summary>A class against the rest.</summary>
    /// <param name="class">The class.</param>
    /// <returns>The counts.</returns>
    public BinaryCounts Against(int @class)
    {
        var (caught, support, called) = (this[@class, @class], Support(@class), Called(@class));
        return new(caught, called - caught, Count - support - called + caught, support - caught);
    }

    /// <summary>F-beta of each class against the rest, and averages.</summary>
    /// <param name="beta">How many times recall weighs more than precision, above 0.</param>
    /// <returns>The scores.</returns>
    public LabelAverages FBeta(double beta) => Averages(counts => counts.FBeta(beta));

    private LabelAverages Averages(Func<BinaryCounts, Quantity> metric)
    {
        var classes = Enumerable.Range(0, Classes).Select(Against).ToArray();
        var pooled = classes.Aggregate((left, right) => left + right);
        return LabelAverages.Of([.. classes.Select(metric)], [.. classes.Select(counts => counts.Positives)], metric(pooled));
    }
}
