using Assay.Tuning.Samplers;

namespace Assay.Tuning.MultiObjective;

/// <summary>Sorts trials into fronts: the first is dominated by nobody, each further one only by those before it.</summary>
public static class NonDominatedSort
{
    /// <summary>The front of each trial.</summary>
    /// <param name="trials">Trials that count; all with the same number of losses.</param>
    /// <returns>The number of its front, from 0; trials with equal losses are in the same front.</returns>
    /// <remarks>
    /// O(m n²). Sorted by violation and losses first, so a trial can only be dominated by ones before it: Zhang, Tian, Cheng and Jin, "An efficient approach to nondominated
    /// sorting", IEEE TEC 19 (2015), with sequential search.
    /// </remarks>
    public static int[] Ranks(IReadOnlyList<Observation> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var order = Enumerable.Range(0, trials.Count).ToArray();
        Array.Sort(order, (a, b) => Compare(trials[a], trials[b]) is var first and not 0 ? first : a.CompareTo(b));
        var ranks = new int[trials.Count];
        var fronts = new List<List<int>>();
        foreach (var index in order)
        {
            var front = 0;
            while (front < fronts.Count && IsDominatedBy(fronts[front], index))
                front++;
            if (front == fronts.Count)
                fronts.Add([]);
            fronts[front].Add(index);
            ranks[index] = front;
        }

        return ranks;

        bool IsDominatedBy(List<int> front, int index)
        {
            // The latest are the most similar, and so the likeliest to dominate.
            for (var k = front.Count - 1; k >= 0; k--)
            {
                if (Domination.Dominates(trials[front[k]], trials[index]))
                    return true;
            }

            return false;
        }
    }

    // An order in which nobody is dominated by a later one.
    private static int Compare(Observation left, Observation right)
    {
        var violation = Math.Max(0, left.Violation).CompareTo(Math.Max(0, right.Violation));
        if (violation != 0)
            return violation;
        for (var i = 0; i < left.Losses.Length; i++)
        {
            var loss = left.Losses[i].CompareTo(right.Losses[i]);
            if (loss != 0)
                return loss;
        }

        return 0;
    }
}
