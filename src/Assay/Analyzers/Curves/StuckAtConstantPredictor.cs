using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Curves;

/// <summary>
/// AS101. A classifier that answers the most frequent class whatever it sees has the accuracy max n_c / N; the best it can do without
/// looking at the input has the loss −Σ p_c ln p_c, the entropy of the classes. A training that ends at both has learned nothing.
/// </summary>
internal sealed class StuckAtConstantPredictor() : Analyzer<RunSubject>(new Rule(
    "AS101",
    "Stuck at the constant predictor",
    Severity.Error,
    "Check that the input reaches the model and its labels match: normalisation, learning rate, width of the head, order of the classes; train on a handful of rows until it knows them by heart."))
{
    // Losses are printed with few digits, and a head that is too wide keeps a little mass on classes that never occur.
    private const double LossTolerance = 0.02;

    // A value that was rounded to whole percents still counts as the floor.
    private const double LeastAccuracyTolerance = 0.005;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(RunSubject subject, CancellationToken cancellationToken)
    {
        var rows = subject.ClassCounts.Sum();
        if (rows <= 0 || subject.ClassCounts.Count(count => count > 0) < 2)
            yield break;
        var floor = (double)subject.ClassCounts.Max() / rows;
        var entropy = -subject.ClassCounts.Where(count => count > 0).Sum(count => (double)count / rows * Math.Log((double)count / rows));
        var ends = CurveEnd.All(subject);
        foreach (var split in (ReadOnlySpan<CurveSplit>)[CurveSplit.Valid, CurveSplit.Unknown, CurveSplit.Test, CurveSplit.Train])
        {
            if (CurveEnd.Find(ends, split, "accuracy") is not { } accuracy)
                continue;
            var share = accuracy.LastShare;
            var tolerance = Math.Max(LeastAccuracyTolerance, 2 * Math.Sqrt(floor * (1 - floor) / rows));
            if (!(Math.Abs(share - floor) <= tolerance) || accuracy.BestShare - floor > tolerance)
                yield break;
            var loss = CurveEnd.Find(ends, split, "loss");
            if (loss is { } known && !(Math.Abs(known.Last - entropy) <= LossTolerance * entropy))
                yield break;
            var lossText = loss is { } value ? Say($", and the loss {value.Last:0.###} the entropy of the classes ({entropy:0.000} nats)") : "";
            yield return new Observation(Say($"the {accuracy.Name} ends at {share:0.0#%}, which is what answering the most frequent of {subject.ClassCounts.Count(count => count > 0)} classes always gives ({subject.ClassCounts.Max()} of {rows}: {floor:0.00%}){lossText}: nothing was learned from the input"))
            {
                Numbers = Numbers(("accuracy", share), ("floor", floor), ("entropy", entropy), ("loss", loss?.Last ?? double.NaN)),
            };
            yield break;
        }
    }
}
