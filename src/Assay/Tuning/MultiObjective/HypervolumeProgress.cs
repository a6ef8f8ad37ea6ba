using Assay.Tuning.Samplers;

namespace Assay.Tuning.MultiObjective;

/// <summary>How the dominated volume grew over a study.</summary>
public static class HypervolumeProgress
{
    /// <summary>The volume after each trial.</summary>
    /// <param name="trials">Trials by number.</param>
    /// <param name="reference">The reference point; null for a tenth beyond the worst loss of each objective among the feasible completed trials.</param>
    /// <returns>One volume a trial, never falling; trials that are not feasible, or did not complete, repeat the last one. All 0 when none is feasible.</returns>
    public static IReadOnlyList<double> Of(IReadOnlyList<Observation> trials, double[]? reference = null)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var feasible = trials.Where(trial => trial.Counts && trial.Violation <= 0).Select(trial => trial.Losses).ToArray();
        var volumes = new double[trials.Count];
        if (feasible.Length == 0)
            return volumes;
        reference ??= Hypervolume.ReferenceOf(feasible);
        var (front, volume) = (new List<double[]>(), 0.0);
        for (var index = 0; index < volumes.Length; index++)
        {
            var trial = trials[index];
            if (trial.Counts && trial.Violation <= 0 && !front.Any(point => point.AsSpan().SequenceEqual(trial.Losses) || Domination.Dominates(point, trial.Losses)))
            {
                front.RemoveAll(point => Domination.Dominates(trial.Losses, point));
                front.Add(trial.Losses);
                // Rounding may not make it shrink.
                volume = Math.Max(volume, Hypervolume.Of(front, reference));
            }

            volumes[index] = volume;
        }

        return volumes;
    }
}
