using Assay.Tracking;
using Xunit;

namespace Assay.Testing;

/// <content>Claims and their verdicts.</content>
public abstract partial class RunStoreConformance
{
    [Fact]
    public async Task A_claim_keeps_the_time_it_was_first_seen()
    {
        var store = await StoreAsync();
        var claim = new ClaimRegistration("loss", "better", "d1", "{}", Some.Time);
        Assert.Equal([claim], await store.RegisterClaimsAsync([claim]));
        Assert.Equal([claim], await store.RegisterClaimsAsync([claim with { Registered = Some.Time.AddDays(1) }]));
        var changed = claim with { Digest = "d2", Registered = Some.Time.AddDays(2) };
        await store.RegisterClaimsAsync([changed, claim with { Plan = "other" }]);
        Assert.Equal([claim, changed], await store.GetClaimsAsync("loss"));
    }

    [Fact]
    public async Task Only_changes_of_a_verdict_are_stored()
    {
        var store = await StoreAsync();
        var first = new StoredVerdict("loss", "better", "d1", "unresolved", "one run", "{}", Some.Time);
        Assert.Equal([first], (await store.SaveVerdictsAsync([first])).Select(verdict => verdict with { Id = 0 }));
        Assert.Empty(await store.SaveVerdictsAsync([first with { Why = "two runs", Checked = Some.Time.AddHours(1) }]));
        var second = first with { Verdict = "supported", Checked = Some.Time.AddHours(2) };
        var reworded = second with { Digest = "d2", Checked = Some.Time.AddHours(3) };
        var other = first with { Claim = "worse" };
        Assert.Equal(3, (await store.SaveVerdictsAsync([second, reworded, other])).Count);
        Assert.Equal([first, second, reworded], (await store.GetVerdictsAsync("loss", "better")).Select(verdict => verdict with { Id = 0 }));
        Assert.Equal(4, (await store.GetVerdictsAsync(null, null)).Select(verdict => verdict.Id).Distinct().Count());
        Assert.Empty(await store.GetVerdictsAsync("nowhere", null));
    }
}
