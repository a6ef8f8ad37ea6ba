using Assay.Tuning.Samplers;

namespace Assay.Tuning.MultiObjective;

/// <summary>Which of two trials is better when there are several objectives.</summary>
/// <remarks>With constraints on outcomes: Deb, Pratap, Agarwal and Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE TEC 6 (2002), definition 1.</remarks>
public static class Domination
{
    /// <summary>Whether losses are at least as good everywhere and better somewhere.</summary>
    /// <param name="losses">Losses, smaller is better.</param>
    /// <param name="others">As many losses.</param>
    /// <returns>True when the first dominate the second; equal losses do not dominate each other.</returns>
    public static bool Dominates(ReadOnlySpan<double> losses, ReadOnlySpan<double> others)
    {
        var isBetter = false;
        for (var i = 0; i < losses.Length; i++)
        {
            if (losses[i] > others[i])
                return false;
            isBetter |= losses[i] < others[i];
        }

        return isBetter;
    }

    /// <summary>The same for trials: a feasible one dominates an infeasible one, of two infeasible ones the less violating, of two feasible ones the losses decide.</summary>
    /// <param name="trial">A trial.</param>
    /// <param name="other">Another.</param>
    /// <returns>True when the first dominates.</returns>
    public static bool Dominates(Observation trial, Observation other)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(other);
        if (trial.Violation > 0 || other.Violation > 0)
            return trial.Violation < other.Violation;
        return Dominates(trial.Losses, other.Losses);
    }
}
