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
            foreach (var said in await new ClaimListener(plan, call.Host.Clock).CheckAsync(store, call.Cancellation))
                call.Remark(said);
        }
        catch (AssayException failure)
        {
            call.Remark(failure.Message);
        }
    }
}
