using Assay.Notebook;
using Assay.Planning;
using Assay.Tracking;

namespace Assay.Cli;

/// <summary>Brings the logs that the nearest plan keeps up to date after a verb has written into the store.</summary>
internal static class LogUpdate
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Updates them. What is wrong with a log is said, but does not undo what the verb did.</summary>
    /// <param name="call">The call that has written.</param>
    public static async Task AfterAsync(Invocation call)
    {
        if (Plan(call) is not { } plan || PlanSource.StoreFolder(call, plan) != call.StoreFolder())
            return;
        try
        {
            await using var store = await call.OpenAsync();
            Report(call, await Of(call, plan, store).UpdateAsync(Patience, call.Cancellation));
        }
        catch (AssayException failure)
        {
            call.Remark(failure.Message);
        }
    }

    /// <summary>The logs of a plan.</summary>
    public static PlanLogs Of(Invocation call, Plan plan, IRunStore records) => new(plan, records, call.Host.User(), call.Host.Clock);

    /// <summary>Says what a person typed that could not be taken.</summary>
    public static void Report(Invocation call, PlanLogsReport report)
    {
        foreach (var conflict in report.Conflicts)
            call.Remark(conflict);
    }

    private static Plan? Plan(Invocation call)
    {
        // A plan with mistakes is said so by the verbs that need it.
        var plan = PlanSource.TryReadNearest(call.Host, _ => { });
        return plan?.Logs.Count > 0 ? plan : null;
    }
}
