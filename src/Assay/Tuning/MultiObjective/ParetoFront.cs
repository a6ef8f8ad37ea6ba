using Assay.Tuning.Samplers;

namespace Assay.Tuning.MultiObjective;

/// <summary>The trials of a study with several objectives that no other trial beats.</summary>
public static class ParetoFront
{
    /// <summary>The Pareto front.</summary>
    /// <param name="trials">Any trials.</param>
    /// <returns>
    /// The completed, feasible trials with finite losses that no other such trial dominates, in the order they were given; of trials with equal losses all. Empty when no trial
    /// is feasible.
    /// </returns>
    public static IReadOnlyList<Observation> Of(IEnumerable<Observation> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var feasible = trials.Where(trial => trial.Counts && trial.Violation <= 0).ToArray();
        var ranks = NonDominatedSort.Ranks(feasible);
        return [.. feasible.Where((_, index) => ranks[index] == 0)];
    }
}
