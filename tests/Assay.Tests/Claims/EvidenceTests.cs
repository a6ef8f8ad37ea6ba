using Assay.Claims;
using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Tests.Claims;

public sealed class EvidenceTests
{
    private static readonly double[] High = [0.81, 0.83, 0.82, 0.80];
    private static readonly double[] Low = [0.71, 0.73, 0.72, 0.70];

    [Theory]
    [InlineData(RunStatus.Failed, "failed")]
    [InlineData(RunStatus.Pruned, "pruned")]
    [InlineData(RunStatus.Lost, "lost")]
    [InlineData(RunStatus.Cancelled, "cancelled")]
    [InlineData(RunStatus.Running, "still running")]
    [InlineData(RunStatus.Planned, "planned")]
    public async Task Runs_that_did_not_complete_are_left_out_and_said(RunStatus status, string why)
    {
        await using var lab = await ClaimLab.WithAsync(High, Low);
        await lab.RunAsync("new", 0, change: draft => draft with { Status = status });
        var result = await lab.BetterAsync();
        Assert.Equal(4, result.TreatmentUnits);
        Assert.Equal(why, Assert.Single(result.Sides[0].LeftOut).LeftOut);
    }

    [Fact]
    public async Task Superseded_runs_leave_and_a_side_of_nothing_else_is_invalid()
    {
        await using var lab = await ClaimLab.WithAsync(High, Low);
        var runs = (await lab.Store.SearchAsync(new RunSearch())).Items.Select(row => row.Run).ToList();
        var newer = runs.Take(4).ToList();
        await lab.Store.WriteAsync(new WriteBatch([new PatchRun(newer[0].Id, new RunPatch { SupersededWhy = "wrong split" })]));
        var result = await lab.BetterAsync("{ kind: welch }");
        Assert.Equal((Verdict.Supported, 3), (result.Verdict, result.ControlUnits));
        Assert.Contains("superseded: wrong split", Assert.Single(result.Sides[1].LeftOut).LeftOut, StringComparison.Ordinal);
        await lab.Store.WriteAsync(new WriteBatch([.. newer.Skip(1).Select(run => new PatchRun(run.Id, new RunPatch { SupersededWhy = "wrong split" }))]));
        var without = await lab.BetterAsync("{ kind: welch }");
        Assert.Equal(Verdict.Invalid, without.Verdict);
        Assert.Contains("the control's evidence was superseded: wrong split", without.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undefined_NaN_and_infinite_values_are_counted_never_averaged()
    {
        await using var lab = await ClaimLab.WithAsync(High, Low);
        await lab.RunAsync("new", MetricValue.Undefined("one class only"));
        await lab.RunAsync("new", double.NaN);
        await lab.RunAsync("new", double.PositiveInfinity);
        var result = await lab.BetterAsync();
        Assert.Equal((4, 3, 0.1), (result.TreatmentUnits, result.Sides[0].Undefined, Math.Round(result.Effect!.Value, 12)));
    }

    [Fact]
    public async Task An_unknown_metric_is_a_verdict_with_its_reason()
    {
        await using var lab = await ClaimLab.WithAsync(High, Low);
        var result = Assert.Single((await lab.CheckAsync("- { id: c, says: s, metric: acu, treatment: { tags: { role: new } }, control: { tags: { role: old } } }")).Results);
        Assert.Equal((Verdict.Unresolved, "no run of the treatment can be used: 4 runs: it has no metric 'acu'"), (result.Verdict, result.Why));
    }

    [Fact]
    public async Task Clusters_are_the_units_not_their_runs()
    {
        await using var lab = await ClaimLab.OpenAsync();
        foreach (var (role, shift) in new[] { ("new", 0.02), ("old", 0.0) })
        {
            for (var fold = 0; fold < 3; fold++)
            {
                for (var seed = 0; seed < 5; seed++)
                    await lab.RunAsync(role, 0.7 + (0.03 * fold) + (0.001 * seed) + shift, change: draft => draft with { Params = [new Param("fold", $"{fold}"), new Param("seed", $"{seed}")] });
            }
        }

        Assert.Equal((15, 15), ((await lab.BetterAsync("{ kind: welch }")).TreatmentUnits, (await lab.BetterAsync("{ kind: welch }")).ControlUnits));
        var clustered = await lab.BetterAsync("{ kind: welch, by: fold }");
        Assert.Equal((Verdict.Unresolved, 3, 3), (clustered.Verdict, clustered.TreatmentUnits, clustered.ControlUnits));
        Assert.All(clustered.Sides[0].Units, unit => Assert.Equal(5, unit.Runs));
        Assert.Equal("it has no 'shard', which tells independent units apart", (await lab.BetterAsync("{ kind: welch, by: shard }")).Sides[0].LeftOut[0].LeftOut);
    }

    [Fact]
    public async Task The_same_computation_twice_is_one_piece_of_evidence()
    {
        await using var lab = await ClaimLab.WithAsync(High, Low);
        await lab.RunAsync("new", 0.9, change: draft => draft with { Fingerprint = "f1" });
        await lab.RunAsync("new", 0.9, change: draft => draft with { Fingerprint = "f1" });
        var result = await lab.BetterAsync();
        Assert.Equal(5, result.TreatmentUnits);
        Assert.Contains("it repeats run", Assert.Single(result.Sides[0].LeftOut).LeftOut, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_value_that_counts_is_the_one_that_was_asked_for()
    {
        await using var lab = await ClaimLab.OpenAsync();
        await lab.RunAsync("new", 0, change: draft => draft with { Metrics = [new MetricSeries(ClaimLab.Auc, [Some.Point(0.5, 1), Some.Point(0.9, 2), Some.Point(0.7, 3)])] });
        foreach (var (at, value) in new[] { ("last", 0.7), ("best", 0.9), ("max", 0.9), ("min", 0.5), ("1", 0.5) })
        {
            var result = Assert.Single((await lab.CheckAsync($"- {{ id: c, says: s, metric: auc, at: {at}, treatment: {{ tags: {{ role: new }} }}, control: 0 }}")).Results);
            Assert.Equal(value, Assert.Single(result.Sides[0].Used).Value.Number);
        }

        var missing = Assert.Single((await lab.CheckAsync("- { id: c, says: s, metric: auc, treatment: { tags: { role: new }, at: 7 }, control: 0 }")).Results);
        Assert.Equal("it has no value at that step", Assert.Single(missing.Sides[0].LeftOut).LeftOut);
    }

    [Fact]
    public async Task Runs_are_selected_by_everything_that_a_selection_names()
    {
        await using var lab = await ClaimLab.OpenAsync();
        var place = new PlanPlace("other") { Phase = "P0", Priority = "L-P1", Experiment = "L-01", Item = "1" };
        var run = await lab.RunAsync("new", 1, change: draft => draft with { Name = "first", Place = place, Facts = new RunPatch { Stage = "training", Source = "crowd" }, Params = [new Param("lr", "0.1")] });
        await lab.RunAsync("new", 2, change: draft => draft with { Name = "second", Place = place with { Plan = "another", Phase = "P1" } });
        foreach (var selection in new[] { "{ runs: first }", "{ runs: [" + run.Id.Tail + "] }", "{ plan: other, phase: P0 }", "{ plan: other, item: 1 }", "{ plan: other, priority: L-P1 }", "{ plan: other, experiment: [L-01, L-02] }", "{ stage: training }", "{ source: crowd }", "{ query: params.lr = 0.1 }", "{ tags: { role: new }, query: \"name = 'first' or name = 'third'\" }" })
        {
            var result = Assert.Single((await lab.CheckAsync($"- {{ id: c, says: s, metric: auc, treatment: {selection}, control: 0 }}")).Results);
            Assert.True(result.Sides[0].Used is [{ Run.Name: "first" }], selection);
        }

        var nobody = Assert.Single((await lab.CheckAsync("- { id: c, says: s, metric: auc, treatment: { runs: fist }, control: 0 }")).Results);
        Assert.Equal("no run answers to 'fist'", Assert.Single(nobody.Warnings));
    }
}
