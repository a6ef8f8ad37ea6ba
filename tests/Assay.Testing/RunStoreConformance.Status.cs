using Assay.Tracking;
using Assay.Tracking.Changes;
using Xunit;

namespace Assay.Testing;

/// <content>Statuses, the journal and leases.</content>
public abstract partial class RunStoreConformance
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Times_and_journal_follow_the_status()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync(Some.Draft() with { User = "ann" });
        Clock.Advance(Minute);
        await store.WriteAsync(Batch(new SetStatus(run.Id, RunStatus.Running, "bob", "because")));
        Clock.Advance(Minute);
        await store.WriteAsync(Batch(new SetStatus(run.Id, RunStatus.Failed, "eve")));

        var read = (await store.GetRunAsync(run.Id))!;
        Assert.Equal((RunStatus.Failed, Minute), (read.Status, read.Duration!.Value));
        Assert.Equal(Some.Time + Minute, read.Started);
        Assert.Equal(
            [
                new StatusEvent(Some.Time, "ann", null, RunStatus.Planned, null),
                new StatusEvent(Some.Time + Minute, "bob", RunStatus.Planned, RunStatus.Running, "because"),
                new StatusEvent(Some.Time + Minute + Minute, "eve", RunStatus.Running, RunStatus.Failed, null),
            ],
            await store.GetEventsAsync(run.Id));
    }

    [Fact]
    public async Task Only_possible_moves_are_made()
    {
        var store = await StoreAsync();
        foreach (var from in Enum.GetValues<RunStatus>())
        {
            foreach (var to in Enum.GetValues<RunStatus>())
            {
                var run = await store.CreateRunAsync(Some.Draft() with { Status = from });
                var write = store.WriteAsync(Batch(new SetStatus(run.Id, to, "ann")));
                if (RunStatusRules.CanMove(from, to))
                    await write;
                else
                    await Assert.ThrowsAnyAsync<StoreException>(() => write);
                Assert.Equal(RunStatusRules.CanMove(from, to) ? to : from, (await store.GetRunAsync(run.Id))!.Status);
            }
        }
    }

    [Fact]
    public async Task A_clock_that_goes_backwards_gives_no_negative_duration()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync(Some.Draft() with { Status = RunStatus.Running });
        Clock.Advance(-Minute);
        await store.WriteAsync(Batch(new SetStatus(run.Id, RunStatus.Completed, "ann")));
        Assert.Equal(TimeSpan.Zero, (await store.GetRunAsync(run.Id))!.Duration);

        var imported = await store.CreateRunAsync(Some.Draft() with { Status = RunStatus.Completed, Started = Some.Time, Ended = Some.Time - Minute });
        Assert.Equal(TimeSpan.Zero, imported.Duration);
        Assert.Equal(Some.Time, imported.Started);
    }

    [Fact]
    public async Task A_draft_takes_the_times_its_status_implies()
    {
        var store = await StoreAsync();
        var completed = await store.CreateRunAsync(Some.Draft() with { Status = RunStatus.Completed, Ended = Some.Time + Minute });
        var cancelled = await store.CreateRunAsync(Some.Draft() with { Status = RunStatus.Cancelled });
        var planned = await store.CreateRunAsync(Some.Draft() with { Started = Some.Time });
        Assert.Equal((Some.Time + Minute, Some.Time + Minute), (completed.Started!.Value, completed.Ended!.Value));
        Assert.Equal((null, Some.Time), (cancelled.Started, cancelled.Ended));
        Assert.Equal((null, null), (planned.Started, planned.Ended));
    }

    [Fact]
    public async Task The_true_end_of_a_lost_run_can_be_told_later()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync(Some.Draft() with { Status = RunStatus.Running });
        await store.WriteAsync(Batch(new SetStatus(run.Id, RunStatus.Lost, "sweep", At: Some.Time + Minute)));
        Clock.Advance(TimeSpan.FromDays(1));
        await store.WriteAsync(Batch(new SetStatus(run.Id, RunStatus.Completed, "adopt")));
        Assert.Equal((RunStatus.Completed, Some.Time + Minute), (await store.GetRunAsync(run.Id)) is { } read ? (read.Status, read.Ended!.Value) : default);
    }

    [Fact]
    public async Task A_planned_run_is_claimed_once()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        var leases = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => store.TryClaimAsync(run.Id, Some.Owner(i), Minute, "runner")));
        var lease = Assert.Single(leases, l => l is not null)!;
        Assert.Equal((1L, Some.Time + Minute), (lease.Epoch, lease.Expires));
        var read = (await store.GetRunAsync(run.Id))!;
        Assert.Equal((RunStatus.Queued, lease), (read.Status, read.Lease!));
    }

    [Fact]
    public async Task Two_openings_of_a_store_claim_a_run_once()
    {
        var store = await StoreAsync();
        await using var other = await OpenAsync();
        var runs = await store.CreateRunsAsync([.. Enumerable.Range(0, 50).Select(_ => Some.Draft())]);
        var leases = await Task.WhenAll(runs.SelectMany(r => new[] { store.TryClaimAsync(r.Id, Some.Owner(1), Minute, "a"), other.TryClaimAsync(r.Id, Some.Owner(2), Minute, "b") }));
        Assert.Equal(runs.Count, leases.Count(l => l is not null));
    }

    [Fact]
    public async Task A_lease_that_was_taken_over_is_refused_and_journaled()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        var stale = (await store.TryClaimAsync(run.Id, Some.Owner(1), Minute, "a"))!;
        var fresh = (await store.TryTakeOverAsync(stale, Some.Owner(2), Minute, "b"))!;
        Assert.Equal(2, fresh.Epoch);
        Assert.Null(await store.TryTakeOverAsync(stale, Some.Owner(3), Minute, "c"));

        var refusal = await Assert.ThrowsAsync<LeaseLostException>(() => store.WriteAsync(
            new WriteBatch([new SetTag(run.Id, "late", "1"), new SetStatus(run.Id, RunStatus.Completed, "a")], stale)));
        Assert.Contains(run.Id.Value, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await store.GetTagsAsync(run.Id));
        var last = (await store.GetEventsAsync(run.Id))[^1];
        Assert.Equal((RunStatus.Queued, RunStatus.Queued), (last.From, last.To));
        Assert.Contains("refused", last.Why!, StringComparison.Ordinal);

        await store.WriteAsync(new WriteBatch([new SetStatus(run.Id, RunStatus.Running, "b")], fresh));
        Assert.Equal(fresh with { Expires = fresh.Expires }, (await store.GetRunAsync(run.Id))!.Lease);
    }

    [Fact]
    public async Task Leases_are_prolonged_while_they_hold()
    {
        var store = await StoreAsync();
        var runs = await store.CreateRunsAsync([Some.Draft(), Some.Draft()]);
        var first = (await store.TryClaimAsync(runs[0].Id, Some.Owner(1), Minute, "a"))!;
        var second = (await store.TryClaimAsync(runs[1].Id, Some.Owner(1), Minute, "a"))!;
        await store.TryTakeOverAsync(second, Some.Owner(2), Minute, "b");
        Clock.Advance(Minute);
        Assert.Equal([first with { Expires = Some.Time + Minute + Minute }], await store.RenewAsync([first, second], Minute));
        Assert.Equal(Some.Time + Minute + Minute, (await store.GetRunAsync(first.Run))!.Lease!.Expires);
    }

    [Fact]
    public async Task Only_the_holder_moves_a_leased_run()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        var lease = (await store.TryClaimAsync(run.Id, Some.Owner(), Minute, "a"))!;
        await Assert.ThrowsAnyAsync<StoreException>(() => store.WriteAsync(Batch(new SetStatus(run.Id, RunStatus.Cancelled, "ann"))));
        await store.WriteAsync(Batch(new SetTag(run.Id, "seen", "yes")));
        await store.WriteAsync(new WriteBatch([new SetStatus(run.Id, RunStatus.Running, "a"), new SetStatus(run.Id, RunStatus.Completed, "a")], lease));
        Assert.Null((await store.GetRunAsync(run.Id))!.Lease);
        await Assert.ThrowsAsync<LeaseLostException>(() => store.WriteAsync(new WriteBatch([new SetTag(run.Id, "late", "1")], lease)));
        Assert.Null(await store.TryTakeOverAsync(lease, Some.Owner(2), Minute, "b"));
    }

    [Fact]
    public async Task A_run_given_back_is_claimed_with_a_higher_epoch()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        var lease = (await store.TryClaimAsync(run.Id, Some.Owner(), Minute, "a"))!;
        await store.WriteAsync(new WriteBatch([new SetStatus(run.Id, RunStatus.Planned, "a", "interrupted")], lease));
        Assert.Null((await store.GetRunAsync(run.Id))!.Lease);
        Assert.Equal(2, (await store.TryClaimAsync(run.Id, Some.Owner(), Minute, "a"))!.Epoch);
    }

    [Fact]
    public async Task Claiming_what_does_not_exist_is_an_error()
    {
        var store = await StoreAsync();
        await Assert.ThrowsAsync<RunNotFoundException>(() => store.TryClaimAsync(RunId.New(Clock), Some.Owner(), Minute, "a"));
    }
}
