namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>Trials as a process learns from them: points with one finite loss each.</summary>
internal static class TrainingSet
{
    /// <summary>Whether a trial's loss can be learnt from: it completed or was pruned, and has one.</summary>
    /// <param name="observation">The trial.</param>
    /// <returns>False for a failed one.</returns>
    public static bool IsLearntFrom(Observation observation) => observation.State != TrialState.Failed && observation.Losses.Length > 0;

    /// <summary>
    /// The losses of the first trials, all finite: an infinite one counts as the worst or best finite one; a pruned one as at least the median of those that
    /// completed, for it was stopped because it was worse; one that breaks constraints as the worst of those that break none, and as its violation while all do.
    /// </summary>
    /// <param name="learnt">Trials that are learnt from.</param>
    /// <param name="count">How many of them.</param>
    /// <returns>One loss a trial.</returns>
    public static double[] Losses(IReadOnlyList<Observation> learnt, int count)
    {
        var losses = new double[count];
        var isAnyFeasible = false;
        for (var index = 0; index < count; index++)
            isAnyFeasible |= learnt[index].Violation <= 0;
        var completed = new List<double>(count);
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var index = 0; index < count; index++)
        {
            losses[index] = isAnyFeasible ? learnt[index].Loss : learnt[index].Violation;
            if (!double.IsFinite(losses[index]) || (isAnyFeasible && learnt[index].Violation > 0))
                continue;
            (least, most) = (Math.Min(least, losses[index]), Math.Max(most, losses[index]));
            if (learnt[index].State == TrialState.Completed)
                completed.Add(losses[index]);
        }

        if (least > most)
            (least, most) = (0, 0);
        completed.Sort();
        var median = completed.Count == 0 ? double.NegativeInfinity : completed[completed.Count / 2];
        for (var index = 0; index < count; index++)
        {
            if (isAnyFeasible && learnt[index].Violation > 0)
                losses[index] = most;
            else if (learnt[index].State == TrialState.Pruned)
                losses[index] = Math.Max(losses[index], median);
            losses[index] = Math.Clamp(losses[index], least, most);
        }

        return losses;
    }

    /// <summary>The points of trials, the best first.</summary>
    /// <param name="learnt">Trials that are learnt from.</param>
    /// <returns>Their points.</returns>
    public static double[][] Ranked(IReadOnlyList<Observation> learnt)
    {
        var losses = Losses(learnt, learnt.Count);
        return [.. Enumerable.Range(0, learnt.Count).OrderBy(index => losses[index]).Select(index => learnt[index].Point)];
    }

    /// <summary>Which trials to keep when there are too many: a third of the best, a third of the latest, the rest evenly over the others.</summary>
    /// <param name="losses">All losses, in order of the trials.</param>
    /// <param name="most">How many to keep.</param>
    /// <returns>Their places, ascending; all when there are not too many.</returns>
    public static int[] Choose(ReadOnlySpan<double> losses, int most)
    {
        if (losses.Length <= most)
            return [.. Enumerable.Range(0, losses.Length)];
        var order = new int[losses.Length];
        for (var index = 0; index < order.Length; index++)
            order[index] = index;
        var keys = losses.ToArray();
        Array.Sort(keys, order); // Ties may fall either way, but always the same way.
        var isKept = new bool[losses.Length];
        var third = most / 3;
        foreach (var index in order.AsSpan(0, third))
            isKept[index] = true;
        isKept.AsSpan(losses.Length - third).Fill(true);
        var others = Enumerable.Range(0, losses.Length).Where(index => !isKept[index]).ToArray();
        var places = most - isKept.Count(kept => kept);
        for (var place = 0; place < places; place++)
            isKept[others[(int)((long)place * others.Length / places)]] = true;
        return [.. Enumerable.Range(0, losses.Length).Where(index => isKept[index])];
    }

    /// <summary>Whether two trials teach the same.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    /// <returns>True when number, state, point, losses and violation are equal.</returns>
    public static bool IsSame(Observation one, Observation other) => ReferenceEquals(one, other)
        || (one.Number == other.Number && one.State == other.State && one.Violation.Equals(other.Violation)
            && one.Losses.AsSpan().SequenceEqual(other.Losses) && one.Point.AsSpan().SequenceEqual(other.Point));
}
