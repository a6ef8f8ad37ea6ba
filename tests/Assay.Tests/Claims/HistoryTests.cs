using System.Text.Json;
using Assay.Claims;

namespace Assay.Tests.Claims;

public sealed class HistoryTests
{
    private const string Claim = "- { id: better, says: s, metric: auc, treatment: { tags: { role: new } }, control: { tags: { role: old } }, test: { kind: welch } }";

    [Fact]
    public async Task Each_change_of_a_verdict_is_kept_with_its_evidence()
    {
        await using var lab = await ClaimLab.OpenAsync();
        var checker = lab.Checker(Claim);
        Assert.Null(Assert.Single(await RecordAsync(checker)).Before);
        Assert.Empty(await RecordAsync(checker));
        foreach (var (role, value) in new[] { ("new", 0.80), ("new", 0.81), ("new", 0.82), ("old", 0.70), ("old", 0.71) })
            await lab.RunAsync(role, value);
        var change = Assert.Single(await RecordAsync(checker));
        Assert.StartsWith("claim better: unresolved → supported (the interval", change.ToString(), StringComparison.Ordinal);
        await lab.RunAsync("old", 0.95);
        Assert.Equal(("supported", "unresolved"), (Assert.Single(await RecordAsync(checker)) is var back ? back.Before : null, back.Now.Verdict));
        var history = await lab.Store.GetVerdictsAsync("lab", "better");
        Assert.Equal(["unresolved", "supported", "unresolved"], history.Select(verdict => verdict.Verdict));
        using var evidence = JsonDocument.Parse(history[1].Document);
        Assert.Equal((0.105, 3), (Math.Round(evidence.RootElement.GetProperty("effect").GetDouble(), 12), evidence.RootElement.GetProperty("evidence")[0].GetProperty("runs").GetArrayLength()));
    }

    [Fact]
    public async Task Another_claim_under_the_same_id_begins_anew()
    {
        await using var lab = await ClaimLab.OpenAsync();
        await RecordAsync(lab.Checker(Claim));
        Assert.Empty(await RecordAsync(lab.Checker(Claim.Replace("says: s", "says: in other words", StringComparison.Ordinal))));
        var change = Assert.Single(await RecordAsync(lab.Checker(Claim.Replace("welch", "permutation", StringComparison.Ordinal))));
        Assert.Contains("reworded, still unresolved", change.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_evidence_gives_the_same_verdict_bit_for_bit()
    {
        await using var lab = await ClaimLab.WithAsync([.. Enumerable.Range(0, 30).Select(i => 0.7 + (0.001 * ((i * 7) % 13)))], [.. Enumerable.Range(0, 30).Select(i => 0.7 + (0.001 * ((i * 5) % 11)))]);
        foreach (var kind in new[] { "permutation", "bootstrap" })
        {
            var first = await lab.BetterAsync($"{{ kind: {kind} }}");
            Assert.Equal(ClaimDocument.Of(first), ClaimDocument.Of(await lab.BetterAsync($"{{ kind: {kind} }}")));
        }
    }

    private static async Task<IReadOnlyList<VerdictChange>> RecordAsync(ClaimChecker checker) => await checker.RecordAsync(await checker.CheckAsync());
}
