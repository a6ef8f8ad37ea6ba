using Assay.Foundation.Randomness;

namespace Assay.Budgets;

/// <summary>
/// Divides cases with several labels among subsets so that every subset has its share of every label: the rarest label is dealt out
/// first, each case of it to the subset that lacks most of that label.
/// </summary>
/// <remarks>Source: Sechidis, Tsoumakas and Vlahavas, "On the stratification of multi-label data", ECML PKDD 2011, algorithm 1.</remarks>
public static class IterativeStratification
{
    /// <summary>Deals cases out.</summary>
    /// <param name="labels">The labels of the cases.</param>
    /// <param name="proportions">The share of each subset, above 0, together 1 (to 1e-9).</param>
    /// <param name="seed">Breaks ties and shuffles; the same seed gives the same subsets.</param>
    /// <returns>The subset of each case, from 0. Subsets come out near their shares, not exactly: a case counts for all its labels at once.</returns>
    /// <exception cref="ArgumentException">The proportions are not above 0 or do not add up to 1.</exception>
    public static int[] Assign(CaseLabels labels, IReadOnlyList<double> proportions, Seed seed)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(proportions);
        if (proportions.Any(share => !(share > 0)) || Math.Abs(proportions.Sum() - 1) > 1e-9)
            throw new ArgumentException("The proportions are above 0 and add up to 1.", nameof(proportions));
        return Assign(CaseUnits.Single(Enumerable.Range(0, labels.Count), labels), proportions, seed);
    }

    /// <summary>Deals units out; a group has every label that a case of it has.</summary>
    internal static int[] Assign(CaseUnits units, IReadOnlyList<double> proportions, Seed seed)
    {
        var chance = new SeededOrder(seed);
        var order = chance.Permutation(units.Count);
        var subsets = new int[units.Count];
        Array.Fill(subsets, -1);

        var left = new int[units.Labels]; // units of each label that are not dealt out yet
        for (var unit = 0; unit < units.Count; unit++)
            Count(units.PositivesOf(unit), left, 1);
        var wantedUnits = proportions.Select(share => share * units.Count).ToArray();
        var wantedLabels = proportions.Select(share => Array.ConvertAll(left, count => share * count)).ToArray();

        while (Rarest(left, chance) is { } label)
        {
            foreach (var unit in order)
            {
                if (subsets[unit] < 0 && units.PositivesOf(unit)[label] > 0)
                    Deal(unit, Neediest(label));
            }
        }

        foreach (var unit in order)
        {
            if (subsets[unit] < 0)
                Deal(unit, Neediest(null));
        }

        return subsets;

        void Deal(int unit, int subset)
        {
            subsets[unit] = subset;
            wantedUnits[subset]--;
            var positives = units.PositivesOf(unit);
            Count(positives, left, -1);
            for (var label = 0; label < positives.Length; label++)
                wantedLabels[subset][label] -= positives[label] > 0 ? 1 : 0;
        }

        // Largest need for the label, then for cases at all, then by chance.
        int Neediest(int? label)
        {
            var (best, ties) = (0, 1);
            for (var subset = 1; subset < wantedUnits.Length; subset++)
            {
                var need = label is { } one ? wantedLabels[subset][one].CompareTo(wantedLabels[best][one]) : 0;
                need = need != 0 ? need : wantedUnits[subset].CompareTo(wantedUnits[best]);
                if (need > 0)
                    (best, ties) = (subset, 1);
                else if (need == 0 && chance.Next(++ties) == 0)
                    best = subset;
            }

            return best;
        }
    }

    private static int? Rarest(int[] left, SeededOrder chance)
    {
        int? best = null;
        var ties = 1;
        for (var label = 0; label < left.Length; label++)
        {
            if (left[label] == 0)
                continue;
            if (best is not { } one || left[label] < left[one])
                (best, ties) = (label, 1);
            else if (left[label] == left[one] && chance.Next(++ties) == 0)
                best = label;
        }

        return best;
    }

    private static void Count(ReadOnlySpan<int> positives, int[] counts, int by)
    {
        for (var label = 0; label < positives.Length; label++)
            counts[label] += positives[label] > 0 ? by : 0;
    }
}
