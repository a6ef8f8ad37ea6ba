namespace Assay.Tuning.Summaries;

/// <summary>The trials of a study with several objectives that no other trial beats in all.</summary>
public static class ParetoFront
{
    /// <summary>Finds the front: trials such that no other is at least as good in every objective and better in one.</summary>
    /// <param name="study">The study.</param>
    /// <returns>The trials, by number; with one objective, those with the best value. O(n²) in the counted trials.</returns>
    public static IReadOnlyList<Trial> Of(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        var directions = study.Directions;
        // As losses: smaller is better.
        var trials = study.Counted.Where(trial => trial.Values.Count == directions.Count)
            .Select(trial => (Trial: trial, Losses: trial.Values.Select((value, index) => directions[index] == Tracking.Direction.Maximize ? -value.Number : value.Number).ToArray())).ToList();
        return [.. trials.Where(one => !trials.Exists(other => Beats(other.Losses, one.Losses))).Select(one => one.Trial)];
    }

    private static bool Beats(double[] left, double[] right)
    {
        var isBetter = false;
        for (var index = 0; index < left.Length; index++)
        {
            if (left[index] > right[index])
                return false;
            isBetter |= left[index] < right[index];
        }

        return isBetter;
    }
}
