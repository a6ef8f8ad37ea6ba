using System.Numerics;

namespace Assay.Evaluation.Thresholds;

/// <summary>Chooses thresholds on a split that is not the test split.</summary>
public static class ThresholdTuning
{
    /// <summary>The best threshold of one label.</summary>
    /// <param name="ranking">The label's scores in order.</param>
    /// <param name="goal">What is best.</param>
    /// <param name="split">Where the scores come from.</param>
    /// <param name="candidates">The only thresholds that are considered, e.g. <see cref="OperatingPoints.Grid"/>; every score when null.</param>
    /// <param name="allowTest">Whether a split that is called a test split is accepted.</param>
    /// <returns>The threshold; of equally good ones the lowest.</returns>
    /// <exception cref="ArgumentException">The split is a test split by its name.</exception>
    public static DecisionThreshold Tune(ScoreRanking ranking, ThresholdGoal goal, SplitName split, IReadOnlyList<double>? candidates = null, bool allowTest = false)
    {
        ArgumentNullException.ThrowIfNull(goal);
        split.RefuseTest(allowTest, "A threshold is tuned");
        var (threshold, score) = candidates is null ? goal.Seek(ranking) : goal.Seek(ranking, candidates);
        return new(threshold, score, goal, split);
    }

    /// <summary>The best threshold of each label.</summary>
    /// <param name="scores">[samples, labels], any numbers but NaN.</param>
    /// <param name="labels">[samples, labels].</param>
    /// <param name="goal">What is best.</param>
    /// <param name="split">Where the scores come from.</param>
    /// <param name="candidates">The only thresholds that are considered; every score when null.</param>
    /// <param name="allowTest">Whether a split that is called a test split is accepted.</param>
    /// <param name="parallelism">Threads at most, 0 for one a processor; the result does not depend on it.</param>
    /// <returns>One a label; undefined for a label without positives.</returns>
    /// <exception cref="ArgumentException">The shapes differ, a score is NaN, or the split is a test split by its name.</exception>
    public static DecisionThreshold[] PerLabel<T>(
        RowMajor<T> scores, LabelMatrix labels, ThresholdGoal goal, SplitName split, IReadOnlyList<double>? candidates = null, bool allowTest = false, int parallelism = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        split.RefuseTest(allowTest, "Thresholds are tuned");
        return LabelColumns.Map(scores, labels, (_, column, truth) => Tune(ScoreRanking.Of(column, truth), goal, split, candidates, allowTest), parallelism);
    }
}
