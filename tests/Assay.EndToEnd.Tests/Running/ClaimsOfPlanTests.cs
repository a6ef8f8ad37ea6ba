using Assay.Testing;

namespace Assay.EndToEnd.Tests.Running;

/// <summary>A plan that states conclusions: they are tested again as its runs land, through the real command.</summary>
public sealed class ClaimsOfPlanTests
{
    private const string Plan = """
        name: ovens
        metrics: { crumb: { definition: made up, split: valid, direction: maximize } }
        defaults:
          command: "mkdir -p ${out} && echo '{\"crumb\": ${crumb}${seed}}' > ${out}/results.json"
          results: "${out}/results.json"
        priorities:
          P1: { title: Mild, stage: mild, seeds: [1, 2, 3, 4], experiments: [{ id: O-1, params: { crumb: 0.6 } }] }
          P2: { title: Hot, stage: hot, seeds: [1, 2, 3, 4], experiments: [{ id: O-2, params: { crumb: 0.8 } }] }
        claims:
          - id: hot-is-better
            says: Hot ovens bake better crumb
            metric: crumb
            treatment: { plan: ovens, query: "plan.id = 'O-2'" }
            control: { plan: ovens, query: "plan.id = 'O-1'" }
            test: { kind: welch, at_least: 0.1 }
            required: true
        """;

    [Fact]
    public void Verdicts_change_as_runs_land_and_a_required_claim_that_is_not_supported_is_exit_1()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are those of a POSIX shell.");
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", Plan);
        var assay = new AssayBinary(folder.Path);

        assay.Ok("run", "--priority", "P1");
        var early = assay.Run("claims", "check");
        Assert.Equal(1, early.ExitCode);
        Assert.Contains("unresolved", early.Output, StringComparison.Ordinal);

        // No check is asked for: the runs themselves make the verdict.
        Assert.Contains("claim hot-is-better: unresolved → supported", assay.Ok("run"), StringComparison.Ordinal);
        var verdicts = assay.Items("claims", "history").Select(item => item.GetProperty("verdict").GetString()!).ToArray();
        Assert.Equal(["unresolved", "supported"], verdicts);
        assay.Ok("claims", "check");

        // Worse bread of the hot oven lands, and takes the verdict back while the plan runs.
        folder.Write("assay.yaml", Plan.Replace("crumb: 0.8", "crumb: 0.5", StringComparison.Ordinal));
        Assert.Contains("claim hot-is-better: supported → unresolved", assay.Ok("run"), StringComparison.Ordinal);
        var late = assay.Run("claims", "check");
        Assert.Equal(1, late.ExitCode);
        Assert.Contains("1 of 1 required (*) not supported", late.Output, StringComparison.Ordinal);
    }
}
