using Assay.Claims;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Cli;

/// <summary>Tests the claims of the nearest plan again after a verb has written into the store.</summary>
internal static class ClaimUpdate
{
    /// <summary>Tests them, and says which verdicts changed. What is wrong with a claim does not undo what the verb did.</summary>
    /// <param name="call">The call that has written.</param>
    public static async Task AfterAsync(Invocation call)
    {
        // A plan with mistakes is said so by the verbs that need it.
        if (PlanSource.TryReadNearest(call.Host, _ => { }) is not { Claims.Count: > 0 } plan || PlanSource.StoreFolder(call, plan) != call.StoreFolder())
            return;
        try
        {
            await using IRunStore store = await SqliteRunStore.OpenAsync(call.StoreFolder(), new StoreOpenOptions { Clock = call.Host.Clock }, call.Cancellation);
            var checker = new ClaimChecker(plan, store, call.Host.Clock);
            await checker.RegisterAsync(call.Cancellation);
            foreach (var change in await checker.RecordAsync(await checker.CheckAsync(call.Cancellation), call.Cancellation))
                Report(change, call.Remark);
        }
        catch (AssayException failure)
        {
            call.Remark(failure.Message);
        }
    }

    /// <summary>Says that a verdict changed; a first verdict that settles nothing is no news.</summary>
    public static void Report(VerdictChange change, Action<string> say)
    {
        if (change.Before is not null || change.Now.Verdict != Verdict.Unresolved.Name())
            say(change.ToString());
    }
}
