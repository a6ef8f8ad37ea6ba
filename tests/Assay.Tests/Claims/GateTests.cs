using Assay.Claims;
using Assay.Tracking;

namespace Assay.Tests.Claims;

public sealed class GateTests
{
    private const string Better = "- { id: better, says: s, metric: auc, treatment: { tags: { role: new } }, control: { tags: { role: old } }, test: { kind: welch } }\n";

    [Theory]
    [InlineData("{ claim: better }", Verdict.Supported)]
    [InlineData("{ metric: auc, over: { tags: { role: new } }, reduce: min, at_least: 0.8 }", Verdict.Supported)]
    [InlineData("{ metric: auc, over: { tags: { role: new } }, reduce: min, at_least: 0.81 }", Verdict.Contradicted)]
    [InlineData("{ metric: auc, over: { tags: { role: new } }, reduce: max, at_most: 0.83 }", Verdict.Supported)]
    [InlineData("{ metric: auc, over: { tags: { role: new } }, reduce: mean, at_least: 0.81, at_most: 0.82 }", Verdict.Supported)]
    [InlineData("{ metric: auc, over: { tags: { role: new } }, reduce: median, at_least: 0.82 }", Verdict.Contradicted)]
    [InlineData("{ metric: auc, over: { tags: { role: new } }, at_least: 0.805 }", Verdict.Contradicted)]
    [InlineData("{ metric: auc, over: { tags: { role: nobody } }, at_least: 0.1 }", Verdict.Unresolved)]
    [InlineData("{ metric: acu, over: { tags: { role: new } }, at_least: 0.1 }", Verdict.Unresolved)]
    [InlineData("{ exists: { tags: { role: new } } }", Verdict.Supported)]
    [InlineData("{ exists: { stage: external-benchmark } }", Verdict.Unresolved)]
    [InlineData("{ absent: { stage: external-benchmark } }", Verdict.Supported)]
    [InlineData("{ absent: { tags: { role: new } } }", Verdict.Contradicted)]
    public async Task A_condition_holds_fails_or_waits(string condition, Verdict expected)
    {
        await using var lab = await ClaimLab.WithAsync([0.80, 0.81, 0.82, 0.83], [0.70, 0.71, 0.72, 0.73]);
        var gate = (await lab.CheckAsync($"{Better}- {{ id: ready, says: s, gate: [ {condition} ] }}")).Results[1];
        Assert.Equal((expected, expected), (gate.Verdict, Assert.Single(gate.Gate).Verdict));
    }

    [Fact]
    public async Task A_gate_is_as_good_as_its_worst_condition_and_may_ask_for_gates()
    {
        await using var lab = await ClaimLab.WithAsync([0.80, 0.81, 0.82, 0.83], [0.70, 0.71, 0.72, 0.73]);
        var report = await lab.CheckAsync(
            "- { id: all, says: s, gate: [ { claim: both }, { claim: open }, { claim: better } ] }\n"
            + "- { id: both, says: s, gate: [ { claim: better }, { exists: { tags: { role: old } } } ] }\n"
            + "- { id: open, says: s, gate: [ { exists: { stage: later } } ] }\n" + Better);
        Assert.Equal([Verdict.Unresolved, Verdict.Supported, Verdict.Unresolved, Verdict.Supported], report.Results.Select(result => result.Verdict));
        Assert.Contains("open is supported: it is unresolved", report.Results[0].Why, StringComparison.Ordinal);
        Assert.Equal("every condition holds", report.Results[1].Why);
    }

    [Fact]
    public async Task An_undefined_value_keeps_a_gate_from_being_passed_but_not_from_failing()
    {
        await using var lab = await ClaimLab.WithAsync([0.8, 0.9], []);
        await lab.RunAsync("new", MetricValue.Undefined("one class only"));
        async Task<Verdict> VerdictAsync(string least) => Assert.Single((await lab.CheckAsync($"- {{ id: c, says: s, gate: [ {{ metric: auc, over: {{ tags: {{ role: new }} }}, at_least: {least} }} ] }}")).Results).Verdict;
        Assert.Equal((Verdict.Unresolved, Verdict.Contradicted), (await VerdictAsync("0.5"), await VerdictAsync("0.85")));
    }
}
