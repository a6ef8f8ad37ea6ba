using Assay.Planning.Claims;

namespace Assay.Tests.Planning;

public sealed class ClaimReaderTests
{
    [Fact]
    public void A_claim_is_read_into_plain_records()
    {
        var plan = SomePlan.Read("""
            name: lab
            phases: [{ id: P0, items: [L-P1] }]
            priorities: { L-P1: { ids: L-01, command: run } }
            claims:
              - id: better
                says: New is better
                metric: test/auc
                at: best
                treatment: { phase: P0, priority: L-P1, experiment: [L-01], query: params.lr = 1e-4, scale: 0.01, at: 7 }
                control: { study: hpo, pick: top 10, seeds: 5, plan: other, item: [1, 2], tags: { role: baseline }, runs: Run 1, stage: s, source: t, metric: base/auc }
                test: { kind: nadeau-bengio, paired: true, alternative: less, confidence: 0.9, at_least: 0.005, correction: none, by: fold, test_to_train: 0.25, resamples: 999 }
                prediction: { at_least: 0.01, at_most: 0.02, made: 2025-12-03 }
                required: true
                assume_equal: [dataset]
                contradicts: worse
                stated_in: notes.md:7
              - { id: worse, says: s, effect: { runs: r, metric: d, stated: { low: d/low, high: 0.3, confidence: 0.9, n: 10, units: 5, from: log } } }
              - { id: ready, says: s, gate: [ { claim: better }, { metric: ev, over: { stage: s }, reduce: min, at_least: 0.3 }, { exists: { stage: s } }, { absent: { stage: t } } ] }
              - { id: above, says: s, metric: auc, treatment: { stage: s }, control: 0.5, test: { alternative: equivalent, within: 0.01 } }
            """);
        var claim = plan.Claims[0];
        Assert.Equal((new ValueAt(ValueKind.Best), true, "notes.md:7", "dataset", "worse"), (claim.At, claim.IsRequired, claim.StatedIn, Assert.Single(claim.AssumeEqual), Assert.Single(claim.Contradicts)));
        Assert.Equal(("lab", "P0", "L-P1", "L-01", 0.01, new ValueAt(ValueKind.Step, 7)), (claim.Treatment!.Plan, claim.Treatment.Phases[0], claim.Treatment.Priorities[0], claim.Treatment.Experiments[0], claim.Treatment.Scale, claim.Treatment.At));
        Assert.Equal("params.lr = 1e-4", claim.Treatment.Query!.ToString().Replace("0.0001", "1e-4", StringComparison.Ordinal));
        var control = claim.Control!;
        Assert.Equal(("hpo", new TrialPick(10), 5, "other", "2", "baseline", "Run 1", "s", "t", "base/auc"),
            (control.Study, control.Pick, control.Seeds, control.Plan, control.Items[1], control.Tags["role"], control.Runs[0], control.Stage, control.Source, control.Metric));
        Assert.Equal(new ClaimTest
        {
            Kind = ClaimTestKind.NadeauBengio,
            IsPaired = true,
            Alternative = ClaimAlternative.Less,
            Confidence = 0.9,
            Margin = 0.005,
            Correction = ClaimCorrection.None,
            By = "fold",
            TestToTrain = 0.25,
            Resamples = 999,
        }, claim.Test);
        Assert.Equal(new ClaimPrediction(0.01, 0.02, new DateTimeOffset(2025, 12, 3, 0, 0, 0, TimeSpan.Zero)), claim.Prediction);
        var stated = plan.Claims[1].Effect!.Stated!;
        Assert.Equal((new StatedFigure(null, "d/low"), new StatedFigure(0.3, null), 0.9, 10.0, 5.0, "log"), (stated.Low, stated.High, stated.Confidence, stated.Count!.Number, stated.Units!.Number, stated.From));
        Assert.Equal(["better", null, null, null], plan.Claims[2].Gate.Select(gate => gate.Claim));
        Assert.Equal(("ev", ValueReduction.Min, 0.3, "s", "t"), (plan.Claims[2].Gate[1].Metric, plan.Claims[2].Gate[1].Reduce, plan.Claims[2].Gate[1].AtLeast, plan.Claims[2].Gate[2].Exists!.Stage, plan.Claims[2].Gate[3].Absent!.Stage));
        Assert.Equal((0.5, ClaimAlternative.Equivalent, 0.01), (plan.Claims[3].ControlValue, plan.Claims[3].Test.Alternative, plan.Claims[3].Test.Margin));
    }

    [Fact]
    public void A_plan_may_state_claims_only() =>
        Assert.Empty(SomePlan.Read("claims: [{ id: c, says: s, metric: auc, treatment: { stage: s }, control: 1 }]").Experiments);

    [Theory]
    [InlineData("{ id: c, says: s, metric: auc }", "the claim says nothing of its evidence")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a } }", "a treatment is compared with a control, which is missing")]
    [InlineData("{ id: c, says: s, metric: auc, control: { stage: a }, effect: { stage: b } }", "a control without a treatment")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: 1, effect: { stage: b } }", "treatment and effect exclude each other")]
    [InlineData("{ id: c, says: s, metric: auc, gate: [ { exists: { stage: a } } ] }", "a gate has no metric of its own")]
    [InlineData("{ id: c, says: s, treatment: { stage: a }, control: 1 }", "no metric is named")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: { stage: a } }", "nothing differs from itself")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a, stated: { se: 1 } }, control: { stage: b } }", "one side states its error and the other does not")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: {}, control: 1 }", "the selection names no runs")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a, pick: best }, control: 1 }", "'pick' goes with study")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { study: a, pick: bets }, control: 1 }", "expected best, all, or top N")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a, scale: 0 }, control: 1 }", "a scale of 0 leaves nothing")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a, at: first }, control: 1 }", "expected last, best, min, max, or a step")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { query: \"params.lr >\" }, control: 1 }", "query, column")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { priority: L-P9 }, control: 1 }", "'L-P9' is not a priority of this plan; did you mean 'L-P1'?")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { experiment: E }, control: 1 }", "'E' is not an experiment of this plan")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { phase: P }, control: 1 }", "'P' is not a phase of this plan")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stagee: a }, control: 1 }", "'stagee' is not a key of selection; did you mean 'stage'?")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a, stated: { low: 1 } }, control: 1 }", "'low' and 'high' go together")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a, stated: { positives: 1 } }, control: 1 }", "'positives' and 'negatives' go together")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a, stated: { sd: 1 } }, control: 1 }", "'sd' goes with n")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a, stated: { se: 1, units: 2 } }, control: 1 }", "'units' goes with n")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a, stated: { se: 1, proportion_of: 2 } }, control: 1 }", "the error is stated in 2 ways")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a, stated: { low: 2, high: 1 } }, control: 1 }", "the interval begins at 2 and ends at 1")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a, stated: { se: -1 } }, control: 1 }", "'se' cannot be negative")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a, stated: { se: 1 } }, control: 1, test: { kind: welch } }", "stated figures are not resampled")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: 1, test: { alternative: equivalent } }", "equivalent needs within")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: 1, test: { alternative: equivalent, within: 0 } }", "no interval lies within 0")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: 1, test: { alternative: equivalent, within: 1, at_least: 1 } }", "equivalent and at_least contradict each other")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: 1, test: { within: 1 } }", "within goes with the alternative equivalent")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: 1, test: { alternative: different, at_least: -1 } }", "every difference is larger than a negative margin")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: { stage: b }, test: { kind: wilcoxon } }", "wilcoxon compares pairs; add paired: true")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: { stage: b }, test: { kind: mann-whitney, paired: true } }", "mann-whitney compares groups")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: { stage: b }, test: { kind: nadeau-bengio, paired: true } }", "nadeau-bengio needs test_to_train")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: { stage: b }, test: { test_to_train: 1 } }", "test_to_train goes with nadeau-bengio")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: 1, test: { paired: true } }", "a number has no pairs")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: 1, test: { confidence: 1 } }", "expected a confidence of at least 0.5 and below 1")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: 1, test: { kind: t-test } }", "expected one of permutation, bootstrap")]
    [InlineData("{ id: c, says: s, gate: [] }", "the list is empty")]
    [InlineData("{ id: c, says: s, gate: [ {} ] }", "the condition asks for nothing")]
    [InlineData("{ id: c, says: s, gate: [ { exists: { stage: a }, absent: { stage: b } } ] }", "the condition asks for exists and absent at once")]
    [InlineData("{ id: c, says: s, gate: [ { metric: ev, at_least: 1 } ] }", "a metric needs over")]
    [InlineData("{ id: c, says: s, gate: [ { metric: ev, over: { stage: a } } ] }", "a metric needs at_least or at_most")]
    [InlineData("{ id: c, says: s, gate: [ { metric: ev, over: { stage: a }, at_least: 2, at_most: 1 } ] }", "nothing is at least 2 and at most 1; swap the bounds")]
    [InlineData("{ id: c, says: s, gate: [ { exists: { stage: a }, reduce: min } ] }", "reduce goes with metric")]
    [InlineData("{ id: c, says: s, gate: [ { claim: d } ] }", "'d' is not a claim of this plan")]
    [InlineData("{ id: c, says: s, gate: [ { claim: c } ] }", "the claim 'c' names itself")]
    [InlineData("{ id: c, says: s, gate: [ { exists: { stage: a } } ], contradicts: d }", "'d' is not a claim of this plan")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: 1, prediction: {} }", "the prediction says no bound")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: 1, prediction: { at_least: 2, at_most: 1 } }", "nothing is at least 2 and at most 1")]
    [InlineData("{ id: c, says: s, metric: auc, treatment: { stage: a }, control: 1, prediction: { at_least: 2, made: yesterday } }", "expected a date")]
    public void A_mistake_is_told_with_its_place(string claim, string said)
    {
        var problems = SomePlan.Problems($"priorities: {{ L-P1: {{ ids: L-01, command: run }} }}\nclaims:\n  - {claim}\n");
        Assert.Contains(problems, problem => problem.ToString().Contains(said, StringComparison.Ordinal) && problem.Line == 3 && problem.Column > 3);
    }

    [Fact]
    public void Gates_that_wait_for_each_other_are_one_mistake()
    {
        var problem = SomePlan.Problem("""
            claims:
              - { id: a, says: s, gate: [ { claim: b } ] }
              - { id: b, says: s, gate: [ { claim: c } ] }
              - { id: c, says: s, gate: [ { claim: b }, { claim: d } ] }
              - { id: d, says: s, gate: [ { exists: { stage: s } } ] }
            """);
        Assert.Equal("assay.yaml:3:40 claims[1].gate[0].claim: these gates wait for each other: b, c; remove one of the conditions", problem.ToString());
    }
}
