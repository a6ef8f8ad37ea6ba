using System.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>
/// Measures of scores or probabilities of one yes-or-no label. Those of decisions are on <see cref="BinaryCounts"/>; several that rank the same scores share
/// a <see cref="ScoreRanking"/>. No samples: undefined.
/// </summary>
public static class BinaryMetrics
{
    /// <summary>Area under the receiver operating characteristic: see <see cref="ScoreRanking.Auroc"/>.</summary>
    /// <param name="scores">One a sample, any number but NaN.</param>
    /// <param name="labels">One a sample.</param>
    /// <returns>In [0, 1], 0.5 is chance; undefined unless both classes occur.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a score is NaN.</exception>
    public static Quantity Auroc<T>(ReadOnlySpan<T> scores, BinaryLabels labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ScoreRanking.Of(scores, labels).Auroc;

    /// <summary>Average precision, the area under the precision-recall steps: see <see cref="ScoreRanking.AveragePrecision"/>.</summary>
    /// <param name="scores">One a sample, any number but NaN.</param>
    /// <param name="labels">One a sample.</param>
    /// <returns>In [0, 1], the share of positives is chance; undefined without positives.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a score is NaN.</exception>
    public static Quantity AveragePrecision<T>(ReadOnlySpan<T> scores, BinaryLabels labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ScoreRanking.Of(scores, labels).AveragePrecision;

    /// <summary>Mean of −ln p(truth), in nats, 0 is best; its floor is the entropy of the class shares.</summary>
    /// <param name="probabilities">Of being positive, in [0, 1]; taken no nearer to 0 and 1 than the precision's epsilon, so that one certain mistake is not infinite.</param>
    /// <param name="labels">One a sample.</param>
    /// <returns>At least 0; defined when only one class occurs, too.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a probability is none.</exception>
    public static Quantity LogLoss<T>(ReadOnlySpan<T> probabilities, BinaryLabels labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Aligned(probabilities.Length, labels.Count);
        if (probabilities.IsEmpty)
            return Quantity.Undefined("there are no samples");
        var epsilon = Epsilon<T>();
        var truth = labels.Values;
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            Check.Probability(probabilities[i], i);
            var p = double.CreateTruncating(probabilities[i]);
            sum -= Math.Log(Math.Clamp(truth[i] != 0 ? p : 1 - p, epsilon, 1 - epsilon));
        }

        return sum / probabilities.Length;
    }

    /// <summary>Brier score: the mean of (p − y)², in [0, 1], 0 is best; its floor is π (1 − π) for a share π of positives.</summary>
    /// <param name="probabilities">Of being positive, in [0, 1].</param>
    /// <param name="labels">One a sample.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a probability is none.</exception>
    public static Quantity Brier<T>(ReadOnlySpan<T> probabilities, BinaryLabels labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Aligned(probabilities.Length, labels.Count);
        if (probabilities.IsEmpty)
            return Quantity.Undefined("there are no samples");
        var truth = labels.Values;
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            Check.Probability(probabilities[i], i);
            var error = double.CreateTruncating(probabilities[i]) - truth[i];
            sum += error * error;
        }

        return sum / probabilities.Length;
    }

    /// <summary>Share of positives among the k highest scores. Of a tie across the cut a random choice is expected: its positives count by the share that fits.</summary>
    /// <param name="ranking">The scores in order.</param>
    /// <param name="k">Samples looked at, 1 to all.</param>
    /// <returns>In [0, 1]; the share of positives is chance.</returns>
    public static Quantity PrecisionAt(ScoreRanking ranking, int k) => FoundAt(ranking, k) / k;

    /// <summary>Share of all positives that are among the k highest scores; ties as in <see cref="PrecisionAt"/>.</summary>
    /// <param name="ranking">The scores in order.</param>
    /// <param name="k">Samples looked at, 1 to all.</param>
    /// <returns>In [0, 1]; undefined without positives.</returns>
    public static Quantity RecallAt(ScoreRanking ranking, int k)
    {
        var found = FoundAt(ranking, k);
        return ranking.Positives == 0 ? ranking.Missing!.Value : found / ranking.Positives;
    }

    internal static double Epsilon<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => double.CreateTruncating(T.BitIncrement(T.One) - T.One);

    private static double FoundAt(ScoreRanking ranking, int k)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        if (k < 1 || k > ranking.Count)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"k is 1 to the number of samples, {ranking.Count}.");
        var before = default(ScoreStep);
        foreach (var step in ranking.Steps)
        {
            var (size, room) = (step.TruePositives + step.FalsePositives - before.TruePositives - before.FalsePositives, k - before.TruePositives - before.FalsePositives);
            if (room <= size)
                return before.TruePositives + ((double)room / size * (step.TruePositives - before.TruePositives));
            before = step;
        }

        return before.TruePositives;
    }
}
