using Assay.Statistics;
using Assay.Tracking;

namespace Assay.Tuning.Pruners;

/// <summary>Ends a trial whose reports are worse than the best trial's at the same steps by a Wilcoxon signed-rank test: for objectives that are means over problems, one problem a step.</summary>
/// <param name="level">One-sided p below which a trial is ended, in (0, 1).</param>
/// <param name="startup">Common steps before the first decision.</param>
/// <remarks>The rule of Optuna's pruner of that name. Differences of 0 are left out of the ranks (Wilcoxon's way), where that one splits them.</remarks>
public sealed class WilcoxonPruner(double level = 0.1, int startup = 2) : IPruner
{
    /// <inheritdoc/>
    public string Name => "wilcoxon";

    /// <inheritdoc/>
    public PruneDecision Judge(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var trial = request.Trial;
        TrialCurve? best = null;
        foreach (var other in request.Completed)
        {
            if (other.Value is { } value && double.IsFinite(value) && (best is null || request.IsBetter(value, best.Value!.Value)))
                best = other;
        }

        if (trial.Steps.Count == 0 || best is null || best.Steps.Count == 0 || !trial.Values.All(double.IsFinite) || !best.Values.All(double.IsFinite))
            return PruneDecision.Continue;
        var differences = new List<double>();
        for (var index = 0; index < trial.Steps.Count; index++)
        {
            if (best.At(trial.Steps[index]) is { } rival)
                differences.Add(trial.Values[index] - rival);
        }

        if (differences.Count < Math.Max(startup, 1))
            return PruneDecision.Continue;
        var alternative = request.Direction == Direction.Maximize ? Alternative.Less : Alternative.Greater;
        if (WilcoxonSignedRank.Test([.. differences], new Hypothesis(alternative)).PValue is not { IsDefined: true, Value: var p } || p >= level)
            return PruneDecision.Continue;
        // The ranks say worse, the mean says better: not ended for now.
        return request.IsBetter(trial.Values.Average(), best.Values.Average()) || trial.Values.Average() == best.Values.Average()
            ? PruneDecision.Continue
            : PruneDecision.Stop($"worse than trial {best.Number} at {differences.Count} common steps (Wilcoxon signed rank, p = {p:G3})");
    }
}
