using Assay.Statistics;
using Assay.Tracking;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Summaries;

/// <summary>The trials whose value is next to the best: what they have in common is what the study is sure of.</summary>
/// <param name="Share">Width of the band as a share of the best value's magnitude.</param>
/// <param name="Threshold">
/// The worst value that is still in it: best · (1 − share) where larger is better, best · (1 + share) where smaller is, with the share of the magnitude where the best is negative.
/// </param>
/// <param name="Trials">The trials in it, by number, the best among them.</param>
/// <param name="Configurations">How many different configurations they are.</param>
/// <param name="Modes">For every parameter and derived value, what is most frequent in the band.</param>
public sealed record NearBest(double Share, Quantity Threshold, IReadOnlyList<Trial> Trials, int Configurations, IReadOnlyList<ParameterMode> Modes)
{
    /// <summary>Finds the band.</summary>
    /// <param name="study">The study; its first objective is looked at.</param>
    /// <param name="share">Width, in (0, 1).</param>
    /// <returns>The band; empty when no trial counts.</returns>
    public static NearBest Of(Study study, double share)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (study.Best is not { } best)
            return new(share, Quantity.Undefined("no trial counts"), [], 0, []);
        var top = best.Value!.Value.Number;
        var threshold = study.Direction == Direction.Maximize ? top - (share * Math.Abs(top)) : top + (share * Math.Abs(top));
        List<Trial> trials = [.. study.Counted.Where(trial => trial.IsFeasible && !study.IsBetter(threshold, trial.Value!.Value.Number))];
        var space = study.ReadySpace();
        var values = trials.ConvertAll(trial => Named(trial, space));
        var names = values.SelectMany(value => value.Keys).Distinct(StringComparer.Ordinal);
        return new(share, threshold, trials, trials.Select(trial => Configuration.Of(trial)).Distinct(StringComparer.Ordinal).Count(),
            [.. names.Select(name => ParameterMode.Of(name, [.. values.Where(value => value.ContainsKey(name)).Select(value => value[name])]))]);
    }

    private static Dictionary<string, ParameterValue> Named(Trial trial, SearchSpace? space)
    {
        var all = new Dictionary<string, ParameterValue>(trial.Params, StringComparer.Ordinal);
        foreach (var (name, value) in space?.DerivedOf(space.ToPoint(trial.Params)) ?? new Dictionary<string, string>())
            all.TryAdd(name, ParameterValue.Of(value));
        return all;
    }
}
