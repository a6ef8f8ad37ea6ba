using System.Text.Json;
using Assay.Statistics;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Numerics.Tests.Statistics;

public sealed class RankTests
{
    [Fact]
    public void Mann_Whitney_is_scipy_s_exact_and_approximate_with_ties()
    {
        foreach (var row in ReferenceFile.Read("mannWhitney").EnumerateArray())
        {
            var (x, y, hypothesis) = (row.Doubles("first"), row.Doubles("second"), new Hypothesis(row.Named<Alternative>("alternative")));
            var what = $"{x.Length} against {y.Length}, {hypothesis.Alternative}";
            var normal = MannWhitney.Test(x, y, hypothesis, NullDistribution.Normal);
            Assert.Equal(row.Double("u"), normal.Statistic.Value);
            ReferenceFile.Near(row.Double("normal"), normal.PValue.Value, what + ", normal");
            ReferenceFile.Near(row.Double("shift"), normal.Effect.Value, what + ", shift");
            Assert.Equal(row.Double("delta"), normal.StandardizedEffect.Value, 1e-12);
            if (row.TryGetProperty("exact", out var exact))
                ReferenceFile.Near(exact.GetDouble(), MannWhitney.Test(x, y, hypothesis, NullDistribution.Exact).PValue.Value, what + ", exact");
        }
    }

    [Fact]
    public void Mann_Whitney_gives_the_p_values_that_a_published_log_has_for_ten_against_ten()
    {
        foreach (var row in ReferenceFile.Read("mannWhitneyAnchors").EnumerateArray())
        {
            // Ten against ten with U given: the first sample's values are placed among 0 … 9 so that their wins add up.
            var u = (int)row[0].GetDouble();
            double[] y = [.. Enumerable.Range(0, 10).Select(i => (double)i)];
            var x = new double[10];
            for (var index = 0; index < 10; index++)
                x[index] = Math.Clamp(u - (index * 10), 0, 10) - 0.5 + (index * 1e-4);
            var result = MannWhitney.Test(x, y, new Hypothesis(Enum.Parse<Alternative>(row[1].GetString()!)), NullDistribution.Normal);
            Assert.Equal(u, result.Statistic.Value);
            ReferenceFile.Near(row[2].GetDouble(), result.PValue.Value, $"U = {u}");
        }

        Assert.Equal(1.649e-4, MannWhitneyP(98, Alternative.Greater), 5e-8);
        Assert.Equal(8.629e-3, MannWhitneyP(82, Alternative.Greater), 5e-7);
        Assert.Equal(1.315e-3, MannWhitneyP(93, Alternative.TwoSided), 5e-7);

        static double MannWhitneyP(int u, Alternative alternative) =>
            ReferenceFile.Read("mannWhitneyAnchors").EnumerateArray().Single(row => (int)row[0].GetDouble() == u && row[1].GetString() == alternative.ToString())[2].GetDouble();
    }

    [Fact]
    public void Mann_Whitney_s_exact_distribution_counts_arrangements()
    {
        // 4 against 3 by hand: of 35 arrangements 1, 1, 2, 3, 4, 4, 5 have U = 0 … 6, and the rest mirror them.
        double[] counts = [1, 1, 2, 3, 4, 4, 5];
        var probabilities = RankSumDistribution.MannWhitney(4, 3);
        Assert.Equal(counts.Length, probabilities.Length);
        for (var u = 0; u < counts.Length; u++)
            Assert.Equal(counts[u] / 35, probabilities[u], 1e-15);
        // A hundred against a hundred: all of the first below all of the second is one arrangement in C(200, 100).
        Assert.Equal(1 / 9.054851465610328e58, RankSumDistribution.MannWhitney(100, 100)[0], 1e-71);
    }

    [Fact]
    public void The_two_forms_of_the_exact_rank_sum_agree_without_ties() =>
        Prop.ForAll(Gen.Choose(1, 9).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (m, n) =>
        {
            var subsets = RankSumDistribution.Subsets([.. Enumerable.Range(1, m + n).Select(rank => 2 * rank)], m);
            var direct = RankSumDistribution.MannWhitney(m, n);
            return direct.Select((p, u) => Math.Abs(p - subsets[(2 * u) + (m * (m + 1))])).Max() < 1e-14;
        }).Holds();

    [Fact]
    public void Mann_Whitney_does_not_change_under_increasing_maps_and_mirrors_under_exchange() =>
        Prop.ForAll(Samples(), Samples(), (x, y) =>
        {
            var plain = MannWhitney.Test(x, y, new(Alternative.Greater));
            if (!plain.PValue.IsDefined)
                return true;
            var mapped = MannWhitney.Test(Array.ConvertAll(x, v => Math.Exp(v / 4)), Array.ConvertAll(y, v => Math.Exp(v / 4)), new(Alternative.Greater));
            var exchanged = MannWhitney.Test(y, x, new(Alternative.Less));
            return plain.PValue == mapped.PValue && Math.Abs(plain.PValue.Value - exchanged.PValue.Value) < 1e-12
                && Math.Abs(plain.Statistic.Value + exchanged.Statistic.Value - ((double)x.Length * y.Length)) < 1e-9
                && Math.Abs(plain.StandardizedEffect.Value - EffectSize.CliffDelta(x, y).Value) < 1e-12;
        }).Holds();

    [Fact]
    public void Wilcoxon_is_scipy_s_exact_and_approximate_with_ties()
    {
        foreach (var row in ReferenceFile.Read("wilcoxon").EnumerateArray())
        {
            var (d, hypothesis) = (row.Doubles("differences"), new Hypothesis(row.Named<Alternative>("alternative")));
            var what = $"{d.Length} pairs, {hypothesis.Alternative}";
            var normal = WilcoxonSignedRank.Test(d, hypothesis, NullDistribution.Normal);
            Assert.Equal(row.Double("positive"), normal.Statistic.Value);
            ReferenceFile.Near(row.Double("normal"), normal.PValue.Value, what + ", normal");
            Assert.Equal(row.Double("center"), normal.Effect.Value, 1e-12);
            if (row.TryGetProperty("exact", out var exact))
                ReferenceFile.Near(exact.GetDouble(), WilcoxonSignedRank.Test(d, hypothesis, NullDistribution.Exact).PValue.Value, what + ", exact");
        }
    }

    [Fact]
    public void Rank_intervals_hold_exactly_the_margins_that_the_test_does_not_reject() =>
        Prop.ForAll(Gen.Choose(1, 1000).ToArbitrary(), seed =>
        {
            var (x, y) = (Draws.Normal(seed, "x", 7), Draws.Normal(seed, "y", 8));
            var pair = MannWhitney.Test(x, y).Interval!.Value;
            var single = WilcoxonSignedRank.Test(x).Interval!.Value;
            const double Step = 1e-9;
            return MannWhitney.Test(x, y, new(Margin: pair.Lower + Step)).PValue.Value > 0.05 && MannWhitney.Test(x, y, new(Margin: pair.Lower - Step)).PValue.Value <= 0.05
                && MannWhitney.Test(x, y, new(Margin: pair.Upper - Step)).PValue.Value > 0.05 && MannWhitney.Test(x, y, new(Margin: pair.Upper + Step)).PValue.Value <= 0.05
                && WilcoxonSignedRank.Test(x, new(Margin: single.Lower + Step)).PValue.Value > 0.05 && WilcoxonSignedRank.Test(x, new(Margin: single.Lower - Step)).PValue.Value <= 0.05
                && WilcoxonSignedRank.Test(x, new(Margin: single.Upper - Step)).PValue.Value > 0.05 && WilcoxonSignedRank.Test(x, new(Margin: single.Upper + Step)).PValue.Value <= 0.05;
        }).Holds(40);

    [Fact]
    public void Order_statistics_of_pairs_are_those_of_the_sorted_list() =>
        Prop.ForAll(Samples(), Samples(), (x, y) =>
        {
            Array.Sort(x);
            Array.Sort(y);
            double[] differences = [.. x.SelectMany(a => y.Select(b => a - b)).Order()];
            double[] means = [.. x.SelectMany((a, i) => x.Skip(i).Select(b => (a + b) / 2)).Order()];
            return Enumerable.Range(1, differences.Length).All(k => PairwiseOrder.Difference(x, y, k) == differences[k - 1])
                && Enumerable.Range(1, means.Length).All(k => PairwiseOrder.Mean(x, k) == means[k - 1]);
        }).Holds(50);

    [Fact]
    public void Too_little_data_is_undefined_with_a_reason()
    {
        Assert.Equal("the second sample is empty", MannWhitney.Test([1, 2], []).PValue.Reason);
        Assert.Equal("all values are equal", MannWhitney.Test([1, 1], [1]).PValue.Reason);
        Assert.Equal(0, MannWhitney.Test([1, 1], [1]).Effect.Value);
        Assert.Equal("every difference equals the margin", WilcoxonSignedRank.Test([0, 0, 0]).PValue.Reason);
        Assert.Equal("there is no pair", WilcoxonSignedRank.Test([]).Effect.Reason);
        Assert.Null(WilcoxonSignedRank.Test([]).Interval);
        // Three pairs can never be rejected at 95 %: the interval says so.
        Assert.Equal(double.NegativeInfinity, WilcoxonSignedRank.Test([1, 2, 3]).Interval!.Value.Lower);
        Assert.Contains("first[1] is NaN", Assert.Throws<ArgumentException>(() => MannWhitney.Test([1, double.NaN], [2])).Message, StringComparison.Ordinal);
        Assert.Contains("differences[0] is ∞", Assert.Throws<ArgumentException>(() => WilcoxonSignedRank.Test([double.PositiveInfinity])).Message.Replace("Infinity", "∞", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MannWhitney.Test([1], [2], new(Confidence: 1)));
        Assert.Throws<ArgumentException>(() => MannWhitney.Test([1], [2], new(Margin: double.NaN)));
    }

    private static Arbitrary<double[]> Samples() => Gen.Choose(-20, 20).Select(v => v / 4.0).NonEmptyListOf().Select(list => list.Take(12).ToArray()).ToArbitrary();
}
