using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Curves;

/// <summary>
/// AS103. The validation loss passed its minimum long ago while accuracy still rises: the model grows over-confident, right answers hardly more
/// frequent and wrong ones ever surer.
/// </summary>
internal sealed class ValidLossRises() : Analyzer<RunSubject>(new Rule(
    "AS103",
    "Validation loss rises while accuracy rises",
    Severity.Warning,
    "Say which of the two selects the checkpoint and keep both; calibrate before probabilities are used (temperature), or stop at the loss's minimum."))
{
    private const double LeastRise = 0.05;
    private const long LeastSteps = 3;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(RunSubject subject, CancellationToken cancellationToken)
    {
        var ends = CurveEnd.All(subject);
        if (CurveEnd.Find(ends, CurveSplit.Valid, "loss") is not { Best: > 0 } loss || loss.LastStep - loss.BestStep < LeastSteps || !(loss.Last / loss.Best - 1 >= LeastRise))
            yield break;
        var other = ends.Where(end => end.Role.Split == CurveSplit.Valid && end.Role.IsHigherBetter && end.BestStep - loss.BestStep >= LeastSteps).OrderByDescending(end => end.Role.IsAccuracy).FirstOrDefault();
        if (other is null)
            yield break;
        var before = At(other, loss.BestStep);
        if (before is { } value && !(other.BestShare > value))
            yield break;
        var from = before is { } share ? Say($"from {share:0.0%} at step {loss.BestStep} ") : "";
        yield return new Observation(Say($"the valid loss is lowest at step {loss.BestStep} ({loss.Best:0.###}) and rises by {loss.Last / loss.Best - 1:0.0%} to {loss.Last:0.###} at step {loss.LastStep}, while the {other.Name} goes on {from}to {other.BestShare:0.0%} at step {other.BestStep}"))
        {
            Numbers = Numbers(("best_step", loss.BestStep), ("best_loss", loss.Best), ("last_loss", loss.Last), ("rise", loss.Last / loss.Best - 1), ("other_best_step", other.BestStep), ("other_best", other.BestShare)),
        };
    }

    private static double? At(CurveEnd end, long step)
    {
        if (end.Curve is not { } curve)
            return null;
        for (var i = 0; i < curve.Steps.Count; i++)
        {
            if (curve.Steps[i] == step && double.IsFinite(curve.Values[i]))
                return curve.Values[i] / end.Scale;
        }

        return null;
    }
}
