using Assay.Claims;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Claims;

/// <summary>Claims that rest on what somebody stated of a value, rather than on runs.</summary>
public sealed class StatedTests
{
    // What a log may say of one run: two AUCs, an effect with its interval, and how many there were.
    private static readonly (string Key, double Value)[] Said =
    [
        ("tuned", 0.7178), ("baseline", 0.7049), ("effect", 0.00067), ("effect/low", -0.00246), ("effect/high", 0.00376), ("clear", 0.05701), ("clear/low", 0.05482), ("clear/high", 0.05921), ("ties", 10), ("hits", 0.36),
    ];

    [Fact]
    public async Task Two_AUCs_of_few_cases_are_not_told_apart()
    {
        var result = await OfAsync("treatment: { runs: log, metric: tuned, stated: { positives: 76, negatives: 346 } }, control: { runs: log, metric: baseline, stated: { positives: 76, negatives: 346 } }");
        Assert.Equal(Verdict.Unresolved, result.Verdict);
        // Hanley and McNeil's error of each is 0.0353 and 0.0357.
        Assert.Equal((0.0353, 0.0357), (Math.Round(result.Sides[0].Stated!.StandardError!.Value, 4), Math.Round(result.Sides[1].Stated!.StandardError!.Value, 4)));
        Assert.Equal(0.0129, result.Effect!.Value, 12);
        Assert.Contains("times the data", result.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_effect_is_judged_by_its_own_stated_interval()
    {
        Assert.Equal(Verdict.Unresolved, (await OfAsync("effect: { runs: log, metric: effect, stated: { low: effect/low, high: effect/high } }")).Verdict);
        var clear = await OfAsync("effect: { runs: log, metric: clear, stated: { low: clear/low, high: clear/high } }");
        Assert.Equal(Verdict.Supported, clear.Verdict);
        // Its own interval comes back at its own level, by the wider half.
        Assert.Equal((0.05481, 0.05921), (Math.Round(clear.Interval!.Value.Lower, 5), Math.Round(clear.Interval.Value.Upper, 5)));
        Assert.Equal("from its stated 95 % interval", clear.Sides[0].Stated!.How);
    }

    [Fact]
    public async Task Pairs_of_few_seeds_count_as_the_seeds_do()
    {
        var asStated = await OfAsync("effect: { runs: log, metric: clear, stated: { low: clear/low, high: clear/high, n: 28 } }");
        var asSeeds = await OfAsync("effect: { runs: log, metric: clear, stated: { low: clear/low, high: clear/high, n: 28, units: 8 } }");
        Assert.Equal(asStated.Sides[0].Stated!.StandardError!.Value * Math.Sqrt(28.0 / 8), asSeeds.Sides[0].Stated!.StandardError!.Value, 12);
        Assert.Equal((8, 7.0), (asSeeds.TreatmentUnits, asSeeds.Sides[0].Stated!.DegreesOfFreedom));
        Assert.Equal(Verdict.Unresolved, (await OfAsync("effect: { runs: log, metric: clear, stated: { low: clear/low, high: clear/high, n: 28, units: 1 } }")).Verdict);
    }

    [Theory]
    [InlineData("{ se: 0.01 }", 0.01)]
    [InlineData("{ sd: 0.03, n: 9 }", 0.01)]
    [InlineData("{ low: 0.3, high: 0.42 }", 0.030613)]
    [InlineData("{ proportion_of: 100 }", 0.047219)]
    public async Task The_error_follows_from_what_was_stated(string stated, double error)
    {
        var result = await OfAsync($"treatment: {{ runs: log, metric: hits, stated: {stated} }}, control: 0.25");
        Assert.Equal(error, result.Sides[0].Stated!.StandardError!.Value, 6);
    }

    [Theory]
    [InlineData("{ sd: 0, n: ties }", "values without any spread are repeats of one computation")]
    [InlineData("{ se: 0 }", "values without any spread are repeats of one computation")]
    [InlineData("{ sd: 0.1, n: 1 }", "comes without an error")]
    [InlineData("{ se: nothing }", "comes without an error")]
    [InlineData("{ low: 0.5, high: 0.6 }", "comes without an error")]
    [InlineData("{ positives: 0, negatives: 3 }", "comes without an error")]
    [InlineData("{ from: hearsay }", "no error was stated")]
    public async Task A_value_without_an_error_settles_nothing(string stated, string why)
    {
        var result = await OfAsync($"treatment: {{ runs: log, metric: hits, stated: {stated} }}, control: 0.25");
        Assert.Equal(Verdict.Unresolved, result.Verdict);
        Assert.Contains(why, result.Why, StringComparison.Ordinal);
        Assert.Equal(0.11, result.Effect!.Value, 12);
    }

    [Fact]
    public async Task A_share_outside_0_to_1_has_no_error()
    {
        var result = await OfAsync("treatment: { runs: log, metric: ties, stated: { proportion_of: 100 } }, control: 0.25");
        Assert.Contains(result.Warnings, warning => warning.Contains("a share lies in 0 to 1", StringComparison.Ordinal));
        Assert.Equal(Verdict.Unresolved, result.Verdict);
    }

    [Fact]
    public async Task A_summary_is_one_runs()
    {
        await using var lab = await ClaimLab.WithAsync([0.8, 0.9], []);
        var result = Assert.Single((await lab.CheckAsync("- { id: c, says: s, metric: auc, treatment: { tags: { role: new }, stated: { se: 0.1 } }, control: 0.5 }")).Results);
        Assert.Equal((Verdict.Unresolved, "a stated summary is one run's; the treatment selects 2"), (result.Verdict, result.Why));
    }

    [Fact]
    public async Task A_log_that_does_not_say_how_a_run_ended_still_states_its_numbers()
    {
        await using var lab = await ClaimLab.OpenAsync();
        foreach (var value in new[] { 0.8, 0.9 })
        {
            await lab.RunAsync("new", value, change: draft => draft with
            {
                Status = RunStatus.Lost,
                Details = new RunDetails { Log = new LogOrigin("Run 1", 7) { HasStatus = false, Lines = new Dictionary<string, int> { ["metrics.auc"] = 9 } } },
            });
        }

        var result = Assert.Single((await lab.CheckAsync("- { id: c, says: s, metric: auc, treatment: { tags: { role: new } }, control: 0.5 }")).Results);
        Assert.Equal(2, result.TreatmentUnits);
        Assert.All(result.Sides[0].Used, run => Assert.Equal(9, run.Line));
        Assert.Equal("how 2 runs ended was never stated; the log's number is taken as it stands", Assert.Single(result.Warnings));
    }

    private static async Task<ClaimResult> OfAsync(string evidence)
    {
        await using var lab = await ClaimLab.OpenAsync();
        await lab.RunAsync("log", 0, change: draft => draft with { Name = "log", Metrics = [.. Said.Select(said => new MetricSeries(new MetricIdentity(said.Key), [Some.Point(said.Value)]))] });
        return Assert.Single((await lab.CheckAsync($"- {{ id: c, says: s, {evidence} }}")).Results);
    }
}
