using Assay.Claims;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Claims;

public sealed class IdentityTests
{
    [Theory]
    [InlineData("definition", "definition is 'accuracy' and 'auroc'")]
    [InlineData("dataset", "dataset is 'd2' and 'd1'")]
    [InlineData("split", "split is 'valid' and 'test'")]
    [InlineData("label_schema", "label schema is 'six' and 'two'")]
    [InlineData("context", "context is '{\"horizon\":\"2\"}' and '{\"horizon\":\"1\"}'")]
    public async Task Values_that_were_measured_differently_are_not_compared(string part, string said)
    {
        await using var lab = await ClaimLab.OpenAsync();
        var known = ClaimLab.Auc with { Context = "{\"horizon\":\"1\"}" };
        await LogAsync(lab, "old", known);
        await LogAsync(lab, "new", part switch
        {
            "definition" => known with { Definition = "accuracy" },
            "dataset" => known with { Dataset = "d2" },
            "split" => known with { Split = "valid" },
            "label_schema" => known with { LabelSchema = "six" },
            _ => known with { Context = "{\"horizon\":\"2\"}" },
        });
        var result = await lab.BetterAsync("{ kind: welch }");
        Assert.Equal((Verdict.Invalid, null), (result.Verdict, result.Effect));
        Assert.Contains(said, result.Why, StringComparison.Ordinal);
        // Unless the author vouches for it.
        var vouched = await lab.BetterAsync("{ kind: welch }", $", assume_equal: [{part}]");
        Assert.Equal(Verdict.Supported, vouched.Verdict);
        Assert.Contains(vouched.Warnings, warning => warning.EndsWith("taken as equal on the author's word", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_unknown_is_a_warning_inside_one_experiment_and_invalid_across_two()
    {
        await using var lab = await ClaimLab.OpenAsync();
        var undeclared = new MetricIdentity("auc") { Direction = Direction.Maximize };
        await LogAsync(lab, "old", undeclared);
        await LogAsync(lab, "new", undeclared);
        var inside = await lab.BetterAsync("{ kind: welch }");
        Assert.Equal(Verdict.Supported, inside.Verdict);
        Assert.Equal("definition, dataset, split and label schema not declared; taken as equal inside one experiment", Assert.Single(inside.Warnings));
        await lab.RunAsync("new", 0.9, change: draft => draft with { Metrics = [new MetricSeries(undeclared, [Some.Point(0.9)])] });
        await lab.RunAsync("new", 0.9, change: draft => new RunDraft("elsewhere") { Status = RunStatus.Completed, Tags = draft.Tags, Metrics = [new MetricSeries(undeclared, [Some.Point(0.9)])] });
        var across = await lab.BetterAsync("{ kind: welch }");
        Assert.Equal(Verdict.Invalid, across.Verdict);
        Assert.Contains("the runs belong to 2 experiments", across.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_some_declare_is_invalid_even_inside_one_experiment()
    {
        await using var lab = await ClaimLab.OpenAsync();
        await LogAsync(lab, "old", ClaimLab.Auc with { Split = null });
        await LogAsync(lab, "new", ClaimLab.Auc);
        var result = await lab.BetterAsync("{ kind: welch }");
        Assert.Equal(Verdict.Invalid, result.Verdict);
        Assert.Contains("split is declared for some of the runs only", result.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_percentage_is_not_compared_with_a_share()
    {
        await using var lab = await ClaimLab.WithAsync([66.1, 66.5], [0.35, 0.36]);
        var result = await lab.BetterAsync("{ kind: welch }");
        Assert.Equal(Verdict.Invalid, result.Verdict);
        Assert.Contains("one side is a share (up to 0.36) and the other a percentage (up to 66.5)", result.Why, StringComparison.Ordinal);
        var scaled = Assert.Single((await lab.CheckAsync("- { id: c, says: s, metric: auc, treatment: { tags: { role: new }, scale: 0.01 }, control: { tags: { role: old } }, test: { kind: welch } }")).Results);
        Assert.Equal(0.308, scaled.Effect!.Value, 12);
    }

    [Fact]
    public async Task Of_several_series_the_plan_says_which_is_meant()
    {
        await using var lab = await ClaimLab.OpenAsync();
        foreach (var role in new[] { "old", "new" })
        {
            for (var i = 0; i < 3; i++)
            {
                var value = (role == "new" ? 0.8 : 0.7) + (0.01 * i);
                await lab.RunAsync(role, 0, change: draft => draft with
                {
                    Metrics = [new MetricSeries(ClaimLab.Auc, [Some.Point(value)]), new MetricSeries(ClaimLab.Auc with { Split = "train" }, [Some.Point(0.99)])],
                });
            }
        }

        Assert.Contains("measured 'auc' in several ways", (await lab.BetterAsync()).Why, StringComparison.Ordinal);
        const string claim = "- { id: c, says: s, metric: auc, treatment: { tags: { role: new } }, control: { tags: { role: old } }, test: { kind: welch } }";
        var result = Assert.Single((await lab.CheckAsync(claim, "metrics: { auc: { split: test } }")).Results);
        Assert.Equal((Verdict.Supported, 0.1), (result.Verdict, Math.Round(result.Effect!.Value, 12)));
    }

    private static async Task LogAsync(ClaimLab lab, string role, MetricIdentity identity)
    {
        for (var i = 0; i < 4; i++)
            await lab.RunAsync(role, 0, change: draft => draft with { Metrics = [new MetricSeries(identity, [Some.Point((role == "new" ? 0.8 : 0.7) + (0.01 * i))])] });
    }
}
