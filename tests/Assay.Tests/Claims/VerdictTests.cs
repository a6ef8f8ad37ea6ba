using Assay.Claims;
using Assay.Planning.Claims;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;
using Interval = Assay.Statistics.Interval;

namespace Assay.Tests.Claims;

public sealed class VerdictTests
{
    private static readonly double[] High = [0.81, 0.83, 0.82, 0.80, 0.84, 0.82];
    private static readonly double[] Low = [0.71, 0.73, 0.72, 0.70, 0.74, 0.72];

    [Theory]
    [InlineData("{}", Verdict.Supported)]
    [InlineData("{ kind: welch }", Verdict.Supported)]
    [InlineData("{ kind: bootstrap }", Verdict.Supported)]
    [InlineData("{ kind: mann-whitney }", Verdict.Supported)]
    [InlineData("{ kind: welch, at_least: 0.05 }", Verdict.Supported)]
    [InlineData("{ kind: welch, at_least: 0.1 }", Verdict.Unresolved)]
    [InlineData("{ kind: welch, at_least: 0.2 }", Verdict.Contradicted)]
    [InlineData("{ kind: welch, alternative: less }", Verdict.Contradicted)]
    [InlineData("{ kind: welch, alternative: different }", Verdict.Supported)]
    [InlineData("{ kind: welch, alternative: different, at_least: 0.2 }", Verdict.Contradicted)]
    [InlineData("{ kind: welch, alternative: equivalent, within: 0.2 }", Verdict.Supported)]
    [InlineData("{ kind: welch, alternative: equivalent, within: 0.05 }", Verdict.Contradicted)]
    public async Task A_clear_difference_is_judged_by_its_margin(string test, Verdict expected)
    {
        await using var lab = await ClaimLab.WithAsync(High, Low);
        var result = await lab.BetterAsync(test);
        Assert.Equal(expected, result.Verdict);
        Assert.Equal(0.1, result.Effect!.Value, 12);
        Assert.Equal((6, 6), (result.TreatmentUnits, result.ControlUnits));
        Assert.InRange(result.Effect!.Value, result.Interval!.Value.Lower, result.Interval.Value.Upper);
        Assert.Equal(12, result.Sides.Sum(side => side.Used.Count));
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("{ paired: true }")]
    [InlineData("{ paired: true, kind: welch }")]
    [InlineData("{ paired: true, kind: wilcoxon }")]
    [InlineData("{ paired: true, kind: bootstrap }")]
    [InlineData("{ paired: true, kind: nadeau-bengio, test_to_train: 0.25 }")]
    public async Task Pairs_see_what_groups_cannot(string test)
    {
        double[] seeds = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
        await using var lab = await ClaimLab.WithAsync([.. seeds.Select((value, i) => value + 0.01 + (i * 0.0005))], seeds, seeds: true);
        Assert.Equal(Verdict.Unresolved, (await lab.BetterAsync("{ kind: welch }")).Verdict);
        var paired = await lab.BetterAsync(test);
        Assert.Equal((Verdict.Supported, 8, null), (paired.Verdict, paired.TreatmentUnits, paired.ControlUnits));
    }

    [Fact]
    public async Task Units_without_a_partner_are_left_out_and_said()
    {
        await using var lab = await ClaimLab.WithAsync(High, Low[..4], seeds: true);
        var result = await lab.BetterAsync("{ paired: true }");
        Assert.Equal(4, result.TreatmentUnits);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("2 units without a partner", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 0, "no run is selected as treatment")]
    [InlineData(1, 0, "no run is selected as control")]
    [InlineData(1, 1, "at least 2 are needed on each side, so that 2 runs are missing")]
    [InlineData(3, 1, "1 run is missing")]
    public async Task Fewer_than_two_units_a_side_settle_nothing(int treatment, int control, string why)
    {
        await using var lab = await ClaimLab.WithAsync(High[..treatment], Low[..control]);
        var result = await lab.BetterAsync();
        Assert.Equal((Verdict.Unresolved, null), (result.Verdict, result.PValue));
        Assert.Contains(why, result.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_without_spread_are_repeats_not_evidence()
    {
        await using var lab = await ClaimLab.WithAsync([0.8, 0.8, 0.8], [0.7, 0.7, 0.7]);
        var result = await lab.BetterAsync("{ kind: welch }");
        Assert.Equal(Verdict.Unresolved, result.Verdict);
        Assert.Contains("neither side has any spread", result.Why, StringComparison.Ordinal);
        Assert.Contains(result.Warnings, warning => warning.Contains("same auc to the last digit", StringComparison.Ordinal));
        await using var pairs = await ClaimLab.WithAsync([0.5, 1.5], [0.25, 1.25], seeds: true);
        Assert.Contains("without any spread", (await pairs.BetterAsync("{ paired: true }")).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said_in_runs()
    {
        await using var lab = await ClaimLab.WithAsync([0.80, 0.84, 0.82, 0.78], [0.79, 0.83, 0.80, 0.78]);
        var result = await lab.BetterAsync("{ kind: welch }");
        Assert.Equal(Verdict.Unresolved, result.Verdict);
        // s² = 0.000667 and 0.000467, d = 0.01 / 0.0238: statsmodels.stats.power asks for 89.92 runs a side; less the 4 there are.
        Assert.Equal(86, result.RunsNeeded);
        Assert.Contains("about 86 runs more on each side", result.Why, StringComparison.Ordinal);
        Assert.Contains("would not support it", (await lab.BetterAsync("{ kind: welch, alternative: less }")).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_is_a_control_too()
    {
        await using var lab = await ClaimLab.WithAsync(High, []);
        var result = Assert.Single((await lab.CheckAsync("- { id: c, says: s, metric: auc, treatment: { tags: { role: new } }, control: 0.5, test: { kind: welch } }")).Results);
        Assert.Equal((Verdict.Supported, 6, null), (result.Verdict, result.TreatmentUnits, result.ControlUnits));
        Assert.Equal(0.32, result.Effect!.Value, 12);
    }

    [Fact]
    public async Task The_direction_of_the_metric_is_that_of_the_claim()
    {
        await using var lab = await ClaimLab.WithAsync(Low, High);
        Assert.Equal(ClaimAlternative.Greater, (await lab.BetterAsync()).Alternative);
        const string claim = "- { id: c, says: s, metric: auc, treatment: { tags: { role: new } }, control: { tags: { role: old } }, test: { kind: welch } }";
        var result = Assert.Single((await lab.CheckAsync(claim, "metrics: { auc: { direction: minimize } }")).Results);
        Assert.Equal((ClaimAlternative.Less, Verdict.Supported), (result.Alternative, result.Verdict));
    }

    [Fact]
    public async Task Many_claims_pay_for_their_number()
    {
        await using var lab = await ClaimLab.WithAsync([0.81, 0.85, 0.83, 0.82, 0.84], [0.79, 0.82, 0.80, 0.80, 0.80]);
        const string sides = "metric: auc, treatment: { tags: { role: new } }, control: { tags: { role: old } }";
        var alone = Assert.Single((await lab.CheckAsync($"- {{ id: a, says: s, {sides}, test: {{ kind: welch }} }}")).Results);
        Assert.Equal((Verdict.Supported, 1, 0.95), (alone.Verdict, alone.FamilySize, alone.Interval!.Value.Confidence));
        var claims = string.Join('\n', Enumerable.Range(0, 10).Select(i => $"- {{ id: c{i}, says: s, {sides}, test: {{ kind: welch, correction: {(i == 9 ? "none" : i == 8 ? "bonferroni" : "holm")} }} }}"));
        var many = (await lab.CheckAsync(claims)).Results;
        Assert.All(many.Take(9), result => Assert.Equal((Verdict.Unresolved, 9), (result.Verdict, result.FamilySize)));
        Assert.Equal(1 - (0.05 / 9), many[0].Interval!.Value.Confidence, 12);
        Assert.Equal(1 - (0.05 / 8), many[1].Interval!.Value.Confidence, 12);
        Assert.Equal(alone.PValue!.Value * 9, many[8].CorrectedPValue!.Value, 12);
        Assert.Equal((Verdict.Supported, 1), (many[9].Verdict, many[9].FamilySize));
    }

    [Fact]
    public async Task Few_units_at_a_strict_level_say_so()
    {
        await using var lab = await ClaimLab.WithAsync([0.8, 0.9], [0.1, 0.2]);
        var result = await lab.BetterAsync();
        Assert.Equal(Verdict.Unresolved, result.Verdict);
        Assert.Contains("so few units cannot settle anything", result.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interval_gives_one_verdict_and_its_mirror_the_mirrored_one() =>
        Prop.ForAll<NormalFloat, NormalFloat, NormalFloat>((a, b, c) =>
        {
            var (low, high, margin) = (Math.Min(a.Get, b.Get), Math.Max(a.Get, b.Get), Math.Abs(c.Get));
            var interval = new Interval(low, high, 0.95);
            var mirrored = new Interval(-high, -low, 0.95);
            return MarginRule.Of(interval, ClaimAlternative.Greater, margin) == MarginRule.Of(mirrored, ClaimAlternative.Less, margin)
                && MarginRule.Of(interval, ClaimAlternative.Different, margin) == MarginRule.Of(mirrored, ClaimAlternative.Different, margin)
                && MarginRule.Of(interval, ClaimAlternative.Equivalent, margin) == Opposite(MarginRule.Of(interval, ClaimAlternative.Different, margin));
        }).Holds();

    private static Verdict Opposite(Verdict verdict) => verdict switch { Verdict.Supported => Verdict.Contradicted, Verdict.Contradicted => Verdict.Supported, _ => verdict };
}
