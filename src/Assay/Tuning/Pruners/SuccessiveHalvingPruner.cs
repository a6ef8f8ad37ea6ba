using Assay.Tracking;

namespace Assay.Tuning.Pruners;

/// <summary>
/// Asynchronous successive halving: at rung r (step = resource · factor^(early + r)) a trial goes on when it is in the best 1/factor of those that came so far.
/// </summary>
/// <param name="resource">Step of the first rung, at least 1; null for a hundredth of the longest among the trials that completed first, at least 1.</param>
/// <param name="factor">At least 2.</param>
/// <param name="early">Rungs that are left out at the beginning, at least 0.</param>
/// <param name="bootstrap">A rung ends every trial until more than so many came to it.</param>
/// <remarks>
/// Source: Li et al., "A system for massively parallel hyperparameter tuning", MLSys 2020, algorithm 2, with the decision at the rung instead of a later promotion.
/// What a trial had at a rung is its first report at or after the rung's step. With a resource that is found, the first completed trial teaches it and is in no rung.
/// </remarks>
public sealed class SuccessiveHalvingPruner(long? resource = null, int factor = 4, int early = 0, int bootstrap = 0) : IPruner
{
    /// <inheritdoc/>
    public string Name => "halving";

    /// <inheritdoc/>
    public PruneDecision Judge(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Trial.LastStep is not { } step)
            return PruneDecision.Continue;
        var teacher = resource is null ? request.Completed.FirstOrDefault(other => other.LastStep is not null) : null;
        if (resource is null && teacher is null)
            return PruneDecision.Continue;
        var first = resource ?? Math.Max(teacher!.LastStep!.Value / 100, 1);
        var value = request.Trial.Values[^1];
        var before = request.Trial.Steps.Count > 1 ? request.Trial.Steps[^2] : long.MinValue;
        for (var rung = 0; ; rung++)
        {
            var at = first * Math.Pow(factor, early + rung);
            if (step < at)
                return PruneDecision.Continue;
            // An earlier report was judged at this rung, and went on.
            if (before >= at)
                continue;
            if (double.IsNaN(value))
                return PruneDecision.Stop($"it reported NaN at step {step}");
            List<double> rivals = [value];
            foreach (var other in request.Others)
            {
                if (other != teacher && AtRung(request, other, first, rung) is { } had)
                    rivals.Add(had);
            }

            if (rivals.Count <= bootstrap)
                return PruneDecision.Stop($"rung {rung} at step {step} has {rivals.Count} trials, it begins with {bootstrap + 1}");
            rivals.Sort();
            var last = Math.Max((rivals.Count / factor) - 1, 0);
            var border = request.Direction == Direction.Maximize ? rivals[^(last + 1)] : rivals[last];
            if (request.IsBetter(border, value))
                return PruneDecision.Stop($"{value:R} at step {step} is not among the best {last + 1} of {rivals.Count} trials of rung {rung}");
        }
    }

    // What another trial had at a rung; null when it did not come so far, or had NaN there.
    private double? AtRung(PruningRequest request, TrialCurve other, long first, int rung)
    {
        var at = first * Math.Pow(factor, early + rung);
        for (var index = 0; index < other.Steps.Count; index++)
        {
            if (other.Steps[index] >= at)
                return double.IsNaN(other.Values[index]) || other.Number == request.Trial.Number ? null : other.Values[index];
        }

        return null;
    }
}
