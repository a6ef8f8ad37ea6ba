using Assay.Foundation.Randomness;

namespace Assay.Budgets;

/// <summary>Draws units that hold a given number of cases.</summary>
internal static class CaseDraw
{
    /// <summary>Draws at most so many cases: exactly so many when every unit is one case, else as many as whole groups come to.</summary>
    /// <param name="units">What there is to draw from.</param>
    /// <param name="rows">Cases wished, from 1.</param>
    /// <param name="strategy">How.</param>
    /// <param name="seed">Where the chance comes from.</param>
    /// <returns>Places of units, ascending; empty when even the smallest unit has too many cases.</returns>
    public static int[] Take(CaseUnits units, int rows, SplitStrategy strategy, Seed seed)
    {
        if (rows >= units.Rows)
            return [.. Enumerable.Range(0, units.Count)];
        int[] taken = strategy == SplitStrategy.Random ? Random(units, rows, seed) : Stratified(units, rows, seed);
        Array.Sort(taken);
        return taken;
    }

    // Groups that no longer fit are passed over, so that smaller ones behind them fill up.
    private static int[] Random(CaseUnits units, int rows, Seed seed)
    {
        var taken = new List<int>();
        var room = rows;
        foreach (var unit in new SeededOrder(seed).Permutation(units.Count))
        {
            if (room == 0)
                break;
            if (units.RowsOf(unit).Count > room)
                continue;
            taken.Add(unit);
            room -= units.RowsOf(unit).Count;
        }

        return [.. taken];
    }

    private static int[] Stratified(CaseUnits units, int rows, Seed seed)
    {
        var share = (double)rows / units.Rows;
        var subsets = IterativeStratification.Assign(units, [1 - share, share], seed.For("stratification"));
        var isTaken = Array.ConvertAll(subsets, subset => subset == 1);

        // Stratification comes out near the size: units go and come, each time the one that leaves the labels nearest to their shares.
        var order = new SeededOrder(seed.For("size")).Permutation(units.Count);
        var excess = new double[units.Labels]; // positives taken less positives due
        var size = 0;
        for (var unit = 0; unit < units.Count; unit++)
        {
            var positives = units.PositivesOf(unit);
            for (var label = 0; label < excess.Length; label++)
                excess[label] += (isTaken[unit] ? positives[label] : 0) - (share * positives[label]);
            size += isTaken[unit] ? units.RowsOf(unit).Count : 0;
        }

        while (size > rows)
            Move(Best(units, order, excess, unit => isTaken[unit], -1)!.Value, -1);
        while (size < rows && Best(units, order, excess, unit => !isTaken[unit] && units.RowsOf(unit).Count <= rows - size, 1) is { } more)
            Move(more, 1);
        return [.. Enumerable.Range(0, units.Count).Where(unit => isTaken[unit])];

        void Move(int unit, int sign)
        {
            isTaken[unit] = sign > 0;
            size += sign * units.RowsOf(unit).Count;
            var positives = units.PositivesOf(unit);
            for (var label = 0; label < excess.Length; label++)
                excess[label] += sign * positives[label];
        }
    }

    private static int? Best(CaseUnits units, int[] order, double[] excess, Func<int, bool> isCandidate, int sign)
    {
        int? best = null;
        var least = double.PositiveInfinity;
        foreach (var unit in order)
        {
            if (!isCandidate(unit))
                continue;
            double error = 0;
            var positives = units.PositivesOf(unit);
            for (var label = 0; label < excess.Length; label++)
                error += Math.Abs(excess[label] + (sign * positives[label]));
            if (error < least)
                (best, least) = (unit, error);
        }

        return best;
    }
}
