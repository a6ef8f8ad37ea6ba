using Assay.Claims;
using Assay.Testing;

namespace Assay.Tests.Claims;

public sealed class ClaimListenerTests
{
    [Fact]
    public async Task A_programs_runs_test_the_claims_as_they_end()
    {
        using var temporary = new TemporaryFolder();
        var plan = ClaimLab.Plan("- { id: above, says: s, metric: auc, treatment: { query: experiment = spy }, control: 0.5, test: { kind: welch } }");
        List<string> said = [];
        await using var store = await Store.OpenAsync(temporary.Path, new StoreOptions { Listeners = [new ClaimListener(plan)], Said = said.Add });
        foreach (var auc in new[] { 0.70, 0.71, 0.72, 0.73 })
        {
            await store.RunAsync("spy", null, (run, _) =>
            {
                run.Log("auc", auc);
                return Task.FromResult<string?>(null);
            });
        }

        Assert.StartsWith("claim above: unresolved → supported (the interval", Assert.Single(said), StringComparison.Ordinal);
        Assert.Equal(["unresolved", "supported"], (await store.Records.GetVerdictsAsync("lab", "above")).Select(verdict => verdict.Verdict));
    }

    [Fact]
    public async Task A_plan_without_claims_says_nothing()
    {
        await using var lab = await ClaimLab.OpenAsync();
        Assert.Empty(await new ClaimListener(Planning.SomePlan.Read("experiments: [{ id: a, command: run }]"), lab.Clock).CheckAsync(lab.Store));
        Assert.Empty(await lab.Store.GetVerdictsAsync(null, null));
    }
}
