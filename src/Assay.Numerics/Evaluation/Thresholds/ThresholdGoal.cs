using Assay.Statistics;

namespace Assay.Evaluation.Thresholds;

/// <summary>What makes one threshold better than another.</summary>
public sealed record ThresholdGoal
{
    private readonly Kind _kind;
    private readonly double _value;

    private ThresholdGoal(Kind kind, double value) => (_kind, _value) = (kind, value);

    private enum Kind
    {
        FBeta,
        RecallAtPrecision,
        PrecisionAtRecall,
    }

    /// <summary>The highest F1.</summary>
    public static ThresholdGoal F1 { get; } = new(Kind.FBeta, 1);

    /// <summary>The highest F-beta.</summary>
    /// <param name="beta">How many times recall weighs more than precision, above 0.</param>
    /// <returns>The goal.</returns>
    public static ThresholdGoal FBeta(double beta)
    {
        Check.Beta(beta);
        return new(Kind.FBeta, beta);
    }

    /// <summary>The highest recall with a precision of at least so much.</summary>
    /// <param name="floor">In [0, 1].</param>
    /// <returns>The goal.</returns>
    public static ThresholdGoal RecallAtPrecision(double floor)
    {
        Check.Share(floor);
        return new(Kind.RecallAtPrecision, floor);
    }

    /// <summary>The highest precision with a recall of at least so much.</summary>
    /// <param name="floor">In [0, 1].</param>
    /// <returns>The goal.</returns>
    public static ThresholdGoal PrecisionAtRecall(double floor)
    {
        Check.Share(floor);
        return new(Kind.PrecisionAtRecall, floor);
    }

    /// <inheritdoc/>
    public override string ToString() => _kind switch
    {
        Kind.FBeta => FormattableString.Invariant($"highest F{_value}"),
        Kind.RecallAtPrecision => FormattableString.Invariant($"highest recall with precision ≥ {_value}"),
        _ => FormattableString.Invariant($"highest precision with recall ≥ {_value}"),
    };

    /// <summary>
    /// The best threshold among the scores of positives: between two of them a lower threshold only adds false alarms. Of equally good ones the lowest, which
    /// finds most.
    /// </summary>
    /// <param name="ranking">The scores in order.</param>
    /// <returns>The threshold and what is reached there; both undefined, with one reason, when nothing does.</returns>
    internal (Quantity Threshold, Quantity Score) Seek(ScoreRanking ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        var search = new Search(this);
        foreach (var step in ranking.PositiveSteps)
            search.Consider(step.Threshold, step.TruePositives, step.FalsePositives, ranking.Positives);
        return search.Result(ranking);
    }

    /// <summary>The best of the given thresholds; of equally good ones the lowest.</summary>
    /// <param name="ranking">The scores in order.</param>
    /// <param name="candidates">Thresholds, any numbers but NaN, in any order.</param>
    /// <returns>As <see cref="Seek(ScoreRanking)"/>.</returns>
    internal (Quantity Threshold, Quantity Score) Seek(ScoreRanking ranking, IReadOnlyList<double> candidates)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        var search = new Search(this);
        foreach (var threshold in candidates.OrderDescending())
        {
            var counts = ranking.At(threshold);
            search.Consider(threshold, counts.TruePositives, counts.FalsePositives, ranking.Positives);
        }

        return search.Result(ranking);
    }

    /// <summary>Goes through thresholds from high to low and keeps the best so far.</summary>
    private struct Search(ThresholdGoal goal)
    {
        private readonly double _square = goal._value * goal._value;
        private double _best = double.NegativeInfinity;
        private double _threshold;
        private double _highestPrecision = double.NegativeInfinity;
        private double _highestAt;

        public void Consider(double threshold, long caught, long alarms, long positives)
        {
            if (goal._kind == Kind.FBeta)
            {
                Keep((1 + _square) * caught / (((1 + _square) * caught) + alarms + (_square * (positives - caught))), threshold);
                return;
            }

            if (caught + alarms == 0)
                return;
            var (precision, recall) = ((double)caught / (caught + alarms), (double)caught / positives);
            if (precision >= _highestPrecision)
                (_highestPrecision, _highestAt) = (precision, threshold);
            if (goal._kind == Kind.RecallAtPrecision && precision >= goal._value)
                Keep(recall, threshold);
            else if (goal._kind == Kind.PrecisionAtRecall && recall >= goal._value)
                Keep(precision, threshold);
        }

        public readonly (Quantity Threshold, Quantity Score) Result(ScoreRanking ranking)
        {
            if (ranking.Positives > 0 && !double.IsNegativeInfinity(_best))
                return (_threshold, _best);
            var reason = ranking.Positives == 0 ? ranking.Missing!.Value.Reason!
                : goal._kind == Kind.RecallAtPrecision && !double.IsNegativeInfinity(_highestPrecision)
                    ? FormattableString.Invariant($"no threshold reaches precision {goal._value}; the highest is {_highestPrecision:0.####}, at {_highestAt:0.######}")
                : goal._kind == Kind.PrecisionAtRecall ? FormattableString.Invariant($"no threshold reaches recall {goal._value}")
                : "no threshold calls anything positive";
            return (Quantity.Undefined(reason), Quantity.Undefined(reason));
        }

        private void Keep(double score, double threshold)
        {
            if (score >= _best)
                (_best, _threshold) = (score, threshold);
        }
    }
}
