using System.Numerics;
using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>
/// Tests of a mean difference by rearranging the data themselves: exact level for any distribution, given that the null hypothesis makes rearrangements
/// equally likely.
/// </summary>
/// <remarks>
/// Sources: Fisher, "The Design of Experiments" (1935); random rearrangements count the data among them, p = (b + 1)/(B + 1), after Phipson and Smyth, Statistical Applications in Genetics and
/// Molecular Biology 9 (2010). Not for fewer than five or six units: with n pairs p is never below 2 / 2ⁿ two-sided. The null hypothesis is that values are exchangeable (pairs: differences symmetric), not only that means agree:
/// for samples of very unequal size and spread take <see cref="TTest.Welch"/>.
/// </remarks>
public static partial class Permutation
{
    // Sums of halves of the values are 2¹⁸ numbers each: some milliseconds.
    private const int ExactUnits = 36;

    // All subsets are listed for the interval up to here: 2¹⁴.
    private const int ListedUnits = 14;

    // Sums that differ by less than this share of the values' total magnitude are ties, apart only by rounding.
    private const double Rounding = 1e-12;

    /// <summary>Pairs: the signs of differences are flipped at random, all of a cluster together.</summary>
    /// <param name="differences">First less second of each pair, finite.</param>
    /// <param name="resampling">How often and from which seed, where not all flips are gone through: p is exact up to 36 units.</param>
    /// <param name="hypothesis">Alternative and margin; null is two-sided against 0.</param>
    /// <param name="clusterOfPair">An id for every pair; equal ids are flipped together (a fold's seeds, a patient's scans). Empty: every pair is by itself.</param>
    /// <returns>Effect: the mean difference over pairs, with the interval of margins not rejected (infinite when there are too few units to reject any). Undefined below two units.</returns>
    /// <exception cref="ArgumentException">A difference is not finite, the lengths differ, or too few resamples.</exception>
    public static TestResult Paired(ReadOnlySpan<double> differences, Resampling resampling, Hypothesis? hypothesis = null, ReadOnlySpan<int> clusterOfPair = default)
    {
        const string EffectName = "mean difference";
        var method = clusterOfPair.IsEmpty ? "paired permutation" : "paired permutation, clustered";
        hypothesis = Hypothesis.Checked(hypothesis);
        resampling = Resampling.Checked(resampling);
        Require.Finite(differences, nameof(differences));
        var (sums, weights) = Units(differences, clusterOfPair, nameof(clusterOfPair));
        Quantity? effect = differences.IsEmpty ? null : Descriptive.Average(differences);
        if (sums.Length < 2)
            return TestResult.Undefined(method, hypothesis, EffectName, Invariant($"the test needs two independent units, there {(sums.Length == 1 ? "is 1" : "are 0")}"), sums.Length, effect: effect);

        var margin = hypothesis.Margin;
        var values = new double[sums.Length];
        for (var unit = 0; unit < values.Length; unit++)
            values[unit] = sums[unit] - (margin * weights[unit]);
        var tolerance = Rounding * values.Sum(Math.Abs);
        var exact = values.Length <= ExactUnits;
        var subsets = values.Length <= ListedUnits ? AllSubsets(sums, weights) : RandomSubsets(sums, weights, resampling);
        double atLeast, atMost;
        if (exact)
        {
            // A flip of the units F makes the sum larger by −2 Σ_F: it is at least as large where Σ_F ≤ 0.
            var (notAbove, notBelow) = SubsetSums.Count(values, tolerance);
            var all = Math.ScaleB(1, values.Length);
            (atLeast, atMost) = (notAbove / all, notBelow / all);
        }
        else
        {
            var (notAbove, notBelow) = (1L, 1L);
            for (var index = 0; index < subsets.Sums.Length; index++)
            {
                var sum = subsets.Sums[index] - (margin * subsets.Weights[index]);
                notAbove += sum <= tolerance ? 1 : 0;
                notBelow += sum >= -tolerance ? 1 : 0;
            }

            (atLeast, atMost) = (notAbove / (subsets.Sums.Length + 1.0), notBelow / (subsets.Sums.Length + 1.0));
        }

        var spread = differences.Length < 2 ? 0 : Descriptive.SquaredDeviations(differences) / (differences.Length - 1);
        return new()
        {
            Method = method,
            Hypothesis = hypothesis,
            Statistic = effect!.Value,
            PValue = hypothesis.PValue(atLeast, atMost),
            Effect = effect.Value,
            EffectName = EffectName,
            Interval = subsets.Crossings().Interval(hypothesis),
            StandardizedEffect = spread == 0 ? Quantity.Undefined("all differences are equal") : effect.Value.Value / Math.Sqrt(spread),
            StandardizedEffectName = "Cohen's d of differences",
            FirstCount = sums.Length,
            Note = exact ? Invariant($"exact, 2^{values.Length} sign flips") : Invariant($"{resampling.Count} random sign flips"),
        };
    }

    /// <summary>Pairs given as two lists; see <see cref="Paired(ReadOnlySpan{double}, Resampling, Hypothesis, ReadOnlySpan{int})"/>.</summary>
    /// <param name="first">Finite values.</param>
    /// <param name="second">As many, in the same order.</param>
    /// <param name="resampling">How often, from which seed.</param>
    /// <param name="hypothesis">Alternative and margin; null is two-sided against 0.</param>
    /// <param name="clusterOfPair">An id for every pair, or empty.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">A value is not finite, the lengths differ, or too few resamples.</exception>
    public static TestResult Paired(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Resampling resampling, Hypothesis? hypothesis = null, ReadOnlySpan<int> clusterOfPair = default) =>
        Paired(Bootstrap.Differences(first, second), resampling, hypothesis, clusterOfPair);

    // Sum and number of rows of each unit: a row, or a cluster in order of first appearance.
    private static (double[] Sums, int[] Weights) Units(ReadOnlySpan<double> values, ReadOnlySpan<int> clusters, string name)
    {
        if (clusters.IsEmpty)
        {
            var ones = new int[values.Length];
            Array.Fill(ones, 1);
            return (values.ToArray(), ones);
        }

        Require.SameLength(values.Length, nameof(values), clusters.Length, name);
        var unitOf = new Dictionary<int, int>();
        List<double> sums = [];
        List<int> weights = [];
        for (var row = 0; row < values.Length; row++)
        {
            if (!unitOf.TryGetValue(clusters[row], out var unit))
            {
                unitOf.Add(clusters[row], unit = sums.Count);
                sums.Add(0);
                weights.Add(0);
            }

            sums[unit] += values[row];
            weights[unit]++;
        }

        return ([.. sums], [.. weights]);
    }

    private static Flips AllSubsets(double[] sums, int[] weights)
    {
        var (all, rows) = (new double[1 << sums.Length], new long[1 << sums.Length]);
        for (var unit = 0; unit < sums.Length; unit++)
        {
            var size = 1 << unit;
            for (var index = 0; index < size; index++)
                (all[size + index], rows[size + index]) = (all[index] + sums[unit], rows[index] + weights[unit]);
        }

        // The empty set is the data themselves.
        return new(all[1..], rows[1..]);
    }

    private static Flips RandomSubsets(double[] sums, int[] weights, Resampling resampling)
    {
        // Sums of every subset of each four neighbors: a resample adds one entry for four signs.
        var groups = (sums.Length + 3) / 4;
        var (table, rowTable) = (new double[groups * 16], new int[groups * 16]);
        for (var unit = 0; unit < sums.Length; unit++)
        {
            var (start, size) = (unit / 4 * 16, 1 << (unit % 4));
            for (var index = 0; index < size; index++)
            {
                table[start + size + index] = table[start + index] + sums[unit];
                rowTable[start + size + index] = rowTable[start + index] + weights[unit];
            }
        }

        var single = Array.TrueForAll(weights, weight => weight == 1);
        var (all, rows) = (new double[resampling.Count], new long[resampling.Count]);
        resampling.InParts(sums.Length, (first, last) =>
        {
            for (var resample = first; resample < last; resample++)
            {
                var stream = new RandomStream(resampling.Seed, resample);
                var (sum, other, count) = (0.0, 0.0, 0L);
                for (var group = 0; group < groups; group += 16)
                {
                    var bits = stream.Next();
                    var last16 = Math.Min(16, groups - group);
                    // Signs beyond the last unit count for nothing.
                    if (sums.Length < (group + 16) * 4)
                        bits &= (1UL << (sums.Length - (group * 4))) - 1;
                    var entry = group * 16;
                    if (single)
                    {
                        count += BitOperations.PopCount(bits);
                        for (var index = 0; index < last16; index += 2, bits >>= 8)
                        {
                            sum += table[entry + (index * 16) + (int)(bits & 15)];
                            if (index + 1 < last16)
                                other += table[entry + (index * 16) + 16 + (int)((bits >> 4) & 15)];
                        }
                    }
                    else
                    {
                        for (var index = 0; index < last16; index++, bits >>= 4)
                        {
                            var place = entry + (index * 16) + (int)(bits & 15);
                            sum += table[place];
                            count += rowTable[place];
                        }
                    }
                }

                (all[resample], rows[resample]) = (sum + other, count);
            }
        });
        return new(all, rows);
    }

    // Sum and number of rows of each flipped subset.
    private sealed record Flips(double[] Sums, long[] Weights)
    {
        // A flip overtakes the data at the mean of what it flips; one that flips nothing is the data.
        public PermutationDistribution Crossings()
        {
            List<double> crossings = new(Sums.Length);
            for (var index = 0; index < Sums.Length; index++)
            {
                if (Weights[index] > 0)
                    crossings.Add(Sums[index] / Weights[index]);
            }

            return new([.. crossings], 1 + Sums.Length - crossings.Count);
        }
    }
}
