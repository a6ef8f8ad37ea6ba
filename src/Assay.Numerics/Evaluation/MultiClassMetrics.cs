using System.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>Measures of scores for one of K classes, [samples, K]. Those of decisions are on <see cref="ConfusionMatrix"/>. No samples: undefined.</summary>
public static class MultiClassMetrics
{
    /// <summary>The class with the highest score of each sample; of equal ones the first.</summary>
    /// <param name="scores">[samples, K], any numbers but NaN.</param>
    /// <returns>The classes.</returns>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    public static int[] Decisions<T>(RowMajor<T> scores)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var decisions = new int[scores.Rows];
        for (var row = 0; row < decisions.Length; row++)
            decisions[row] = Highest(scores.Row(row), row);
        return decisions;
    }

    /// <summary>The confusion matrix of the decisions.</summary>
    /// <param name="scores">[samples, K], any numbers but NaN.</param>
    /// <param name="actual">What each sample is, 0 to K − 1.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a number is no class, or a score is NaN.</exception>
    public static ConfusionMatrix Confusion<T>(RowMajor<T> scores, ReadOnlySpan<int> actual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Aligned(scores.Rows, actual.Length, nameof(scores));
        return ConfusionMatrix.Of(actual, Decisions(scores), scores.Columns);
    }

    /// <summary>Share of samples whose class is among the k with the highest scores. Of equal scores the later class counts as higher, as in scikit-learn.</summary>
    /// <param name="scores">[samples, K], any numbers but NaN.</param>
    /// <param name="actual">What each sample is, 0 to K − 1.</param>
    /// <param name="k">Classes looked at, 1 to K.</param>
    /// <returns>In [0, 1].</returns>
    /// <exception cref="ArgumentException">The lengths differ, a number is no class, or a score is NaN.</exception>
    public static Quantity TopK<T>(RowMajor<T> scores, ReadOnlySpan<int> actual, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Aligned(scores.Rows, actual.Length, nameof(scores));
        if (k < 1 || k > scores.Columns)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"k is 1 to the number of classes, {scores.Columns}.");
        var found = 0;
        for (var row = 0; row < scores.Rows; row++)
        {
            var values = scores.Row(row);
            var truth = actual[row];
            Check.Class(truth, scores.Columns, row, nameof(actual));
            var higher = 0;
            for (var other = 0; other < values.Length; other++)
            {
                if (T.IsNaN(values[other]))
                    throw Check.NotANumber((row * scores.Columns) + other);
                if (values[other] > values[truth] || (values[other] == values[truth] && other > truth))
                    higher++;
            }

            found += higher < k ? 1 : 0;
        }

        return BinaryCounts.Ratio(found, scores.Rows, "there are no samples");
    }

    /// <summary>Mean of −ln p(truth), in nats, 0 is best; its floor is the entropy of the class shares. Each row is divided by its sum.</summary>
    /// <param name="probabilities">[samples, K], in [0, 1], each row with a sum above 0; taken no nearer to 0 and 1 than the precision's epsilon.</param>
    /// <param name="actual">What each sample is, 0 to K − 1.</param>
    /// <returns>At least 0.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a number is no class, or a probability is none.</exception>
    public static Quantity LogLoss<T>(RowMajor<T> probabilities, ReadOnlySpan<int> actual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Aligned(probabilities.Rows, actual.Length, nameof(probabilities));
        if (probabilities.Rows == 0)
            return Quantity.Undefined("there are no samples");
        var epsilon = BinaryMetrics.Epsilon<T>();
        var loss = 0.0;
        for (var row = 0; row < probabilities.Rows; row++)
        {
            Check.Class(actual[row], probabilities.Columns, row, nameof(actual));
            var values = probabilities.Row(row);
            var sum = 0.0;
            for (var k = 0; k < values.Length; k++)
            {
                Check.Probability(values[k], (row * probabilities.Columns) + k);
                sum += Math.Clamp(double.CreateTruncating(values[k]), epsilon, 1 - epsilon);
            }

            loss -= Math.Log(Math.Clamp(double.CreateTruncating(values[actual[row]]), epsilon, 1 - epsilon) / sum);
        }

        return loss / probabilities.Rows;
    }

    /// <summary>Area under the receiver operating characteristic of each class against the rest, and averages; undefined for a class that does not occur.</summary>
    /// <param name="scores">[samples, K], any numbers but NaN.</param>
    /// <param name="actual">What each sample is, 0 to K − 1.</param>
    /// <param name="parallelism">Threads at most, 0 for one a processor; the result does not depend on it.</param>
    /// <returns>The areas; micro is that of all samples × classes as one list.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a number is no class, or a score is NaN.</exception>
    public static LabelAverages Auroc<T>(RowMajor<T> scores, ReadOnlySpan<int> actual, int parallelism = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MultiLabelMetrics.Auroc(scores, OneHot(actual, scores), parallelism: parallelism);

    /// <summary>Average precision of each class against the rest, and averages; undefined for a class that does not occur.</summary>
    /// <param name="scores">[samples, K], any numbers but NaN.</param>
    /// <param name="actual">What each sample is, 0 to K − 1.</param>
    /// <param name="parallelism">Threads at most, 0 for one a processor; the result does not depend on it.</param>
    /// <returns>The areas; micro is that of all samples × classes as one list.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a number is no class, or a score is NaN.</exception>
    public static LabelAverages AveragePrecision<T>(RowMajor<T> scores, ReadOnlySpan<int> actual, int parallelism = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MultiLabelMetrics.AveragePrecision(scores, OneHot(actual, scores), parallelism: parallelism);

    /// <summary>How often the class that is called is right, over bins of the highest probability.</summary>
    /// <param name="probabilities">[samples, K], in [0, 1].</param>
    /// <param name="actual">What each sample is, 0 to K − 1.</param>
    /// <param name="bins">Bins of one width, at least 1.</param>
    /// <returns>The curve; its calibration error is that of "top-label" confidence.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a number is no class, or a probability is none.</exception>
    /// <remarks>Source: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", ICML 2017.</remarks>
    public static ReliabilityCurve Confidence<T>(RowMajor<T> probabilities, ReadOnlySpan<int> actual, int bins = ReliabilityCurve.UsualBins)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Aligned(probabilities.Rows, actual.Length, nameof(probabilities));
        var (confidence, right) = (new T[actual.Length], new bool[actual.Length]);
        for (var row = 0; row < actual.Length; row++)
        {
            Check.Class(actual[row], probabilities.Columns, row, nameof(actual));
            var highest = Highest(probabilities.Row(row), row);
            (confidence[row], right[row]) = (probabilities.Row(row)[highest], highest == actual[row]);
        }

        return ReliabilityCurve.EqualWidth<T>(confidence, right.AsSpan(), bins);
    }

    private static int Highest<T>(ReadOnlySpan<T> values, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var highest = 0;
        for (var k = 0; k < values.Length; k++)
        {
            if (T.IsNaN(values[k]))
                throw Check.NotANumber((row * values.Length) + k);
            if (values[k] > values[highest])
                highest = k;
        }

        return highest;
    }

    private static LabelMatrix OneHot<T>(ReadOnlySpan<int> actual, RowMajor<T> scores)
    {
        Check.Aligned(scores.Rows, actual.Length, nameof(scores));
        var labels = new byte[checked(actual.Length * scores.Columns)];
        for (var row = 0; row < actual.Length; row++)
        {
            Check.Class(actual[row], scores.Columns, row, nameof(actual));
            labels[(row * scores.Columns) + actual[row]] = 1;
        }

        return new RowMajor<byte>(labels, actual.Length, scores.Columns);
    }
}
