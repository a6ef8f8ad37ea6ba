using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Curves;

/// <summary>AS102. A metric is far better on what the model learned from than on what it did not see.</summary>
internal sealed class OverfittingGap() : Analyzer<RunSubject>(new Rule(
    "AS102",
    "Over-fitting gap",
    Severity.Warning,
    "Stop earlier, regularise (dropout, weight decay, augmentation), shrink the model or get more data; report the gap beside the value."))
{
    // Ten points: several standard errors of an accuracy on a few hundred rows.
    private const double LeastShareGap = 0.10;

    // A loss twice as large on unseen data.
    private const double LeastLossRatio = 2;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(RunSubject subject, CancellationToken cancellationToken)
    {
        var ends = CurveEnd.All(subject);
        foreach (var train in ends.Where(end => end.Role.Split == CurveSplit.Train && end.Role.IsHigherBetter))
        {
            if (CurveEnd.Find(ends, CurveSplit.Valid, train.Role.Quantity) is not { } valid || train.Scale != valid.Scale || train.LastShare > 1 || valid.LastShare > 1)
                continue;
            var gap = train.LastShare - valid.LastShare;
            if (!(gap >= LeastShareGap))
                continue;
            yield return new Observation(Say($"the {train.Name} ends at {train.LastShare:0.0%} and the {valid.Name} at {valid.LastShare:0.0%}: a gap of {gap * 100:0.0} points{Middle(train, valid)}"))
            {
                Numbers = Numbers(("train", train.LastShare), ("valid", valid.LastShare), ("gap", gap)),
            };
            yield break;
        }

        if (CurveEnd.Find(ends, CurveSplit.Train, "loss") is { Last: > 0 } low && CurveEnd.Find(ends, CurveSplit.Valid, "loss") is { } high && high.Last >= LeastLossRatio * low.Last)
        {
            yield return new Observation(Say($"the valid loss ends at {high.Last:0.###}, {high.Last / low.Last:0.0} times the train loss of {low.Last:0.###}"))
            {
                Numbers = Numbers(("train", low.Last), ("valid", high.Last), ("ratio", high.Last / low.Last)),
            };
        }
    }

    private static string Middle(CurveEnd train, CurveEnd valid)
    {
        if (train.Curve is not { } left || valid.Curve is not { } right || left.Steps.Count < 4 || left.Steps.Count != right.Steps.Count)
            return "";
        var middle = left.Steps.Count / 2;
        var gap = (left.Values[middle] - right.Values[middle]) / train.Scale * 100;
        return double.IsFinite(gap) ? Say($", {gap:0.0} at step {left.Steps[middle]}") : "";
    }
}
