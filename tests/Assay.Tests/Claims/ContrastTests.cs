using Assay.Claims;
using Assay.Testing;
using Assay.Tracking;
using FsCheck.Fluent;

namespace Assay.Tests.Claims;

/// <summary>Whatever the values: an effect that can be tested, or a sentence.</summary>
public sealed class ContrastTests
{
    private static readonly double[] Odd = [0, -0.0, 1, 0.1, 0.1, 1e-300, 1e-60, -1e60, 1e60, 1e308, -1e308, double.Epsilon];

    [Theory]
    [Trait("Tier", "Slow")]
    [InlineData("permutation", false)]
    [InlineData("permutation", true)]
    [InlineData("bootstrap", false)]
    [InlineData("bootstrap", true)]
    [InlineData("welch", false)]
    [InlineData("welch", true)]
    [InlineData("mann-whitney", false)]
    [InlineData("wilcoxon", true)]
    [InlineData("nadeau-bengio", true)]
    public void Any_values_give_a_verdict_never_a_crash(string kind, bool paired)
    {
        var claims = new[] { "greater", "less", "different", "equivalent" }.Select(alternative => ClaimLab.Plan(
            $"- {{ id: c, says: s, metric: auc, treatment: {{ stage: a }}, control: {{ stage: b }}, test: {{ kind: {kind}, paired: {(paired ? "true" : "false")}, resamples: 99, alternative: {alternative}, "
            + $"{(alternative == "equivalent" ? "within" : "at_least")}: 0.1{(kind == "nadeau-bengio" ? ", test_to_train: 0.25" : "")} }} }}").Claims[0]).ToList();
        Prop.ForAll<int[], int[]>((first, second) =>
        {
            foreach (var claim in claims)
            {
                var (contrast, _, why) = ContrastBuilder.Of(claim, [Side("treatment", first), Side("control", second)], []);
                if (contrast is null)
                {
                    Assert.NotEmpty(why);
                    continue;
                }

                var alternative = claim.Test.Alternative!.Value;
                var p = MarginRule.P(contrast, alternative, claim.Test.Margin);
                Assert.InRange(p ?? 0, 0, 1);
                Assert.InRange(MarginRule.Strength(contrast, alternative, claim.Test.Margin, p) ?? 0, 0, 1);
                if (contrast.At(0.99) is { } interval)
                    Assert.True(interval.Lower <= interval.Upper, $"{interval}");
                Assert.NotEmpty(RunsNeeded.Of(contrast, alternative, claim.Test.Margin, 0.99).Sentence);
            }
        }).Holds(25);
    }

    private static EvidenceSide Side(string role, int[] picks)
    {
        var runs = picks.Select((pick, i) => new EvidenceRun(new Run { Id = RunId.New(new TestClock()), Name = "r", Experiment = "e" }, Odd[Math.Abs(pick % Odd.Length)], 0) { Unit = $"{i}" }).ToList();
        return new EvidenceSide(role, "auc") { Used = runs, Units = [.. runs.Select(run => new EvidenceUnit(run.Unit!, run.Value.Number, 1))] };
    }
}
