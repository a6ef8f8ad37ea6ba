using Assay.Execution;
using Assay.Execution.Local;
using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Cli.Commands;

/// <summary><c>assay stop</c>: asks runs or runners to stop, from any terminal.</summary>
internal static class StopCommand
{
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "A run's command gets SIGINT, then SIGTERM, then SIGKILL, from the runner that owns it, and becomes cancelled. " +
                "A stopped runner stops its runs first. Both are due again.",
            Examples = [new("stop LF-55", "one run"), new("stop 8c1f02aa", "a runner of 'assay status' with its runs"), new("stop --all", "every runner and run")],
        };
        var what = verb.Takes(Opt.Maybe("run", "a run, or a runner of 'assay status'"));
        var all = verb.Has(Opt.Flag("--all", "everything that runs"));
        var why = verb.Has(Opt.Text("--why", "text", "the reason, for the journal"));
        return verb.Does(call => StopAsync(call, call.Get(what), call.Get(all), call.Get(why)));
    }

    private static async Task<int> StopAsync(Invocation call, string? what, bool all, string? why)
    {
        if (what is null == !all)
            throw new AssayException("name a run or a runner, or say --all.");
        await using var records = await call.OpenAsync();
        var runners = (await records.GetRunnersAsync(call.Cancellation)).Where(r => r.Ended is null && ProcessIdentity.IsAlive(r.Owner) != false).ToArray();
        var stopped = all ? runners : [.. runners.Where(r => what!.Length >= 4 && r.Id.EndsWith(what, StringComparison.OrdinalIgnoreCase))];
        foreach (var runner in stopped)
        {
            await records.SaveRunnerAsync(runner with { StopRequested = true }, call.Cancellation);
            call.Screen.Line($"asked runner {runner.Id[^8..]} to stop");
        }

        List<Run> runs = [];
        if (all)
            runs.AddRange((await records.SearchAsync(new RunSearch { Query = RunQuery.Parse("status = running") }, call.Cancellation)).Items.Select(row => row.Run));
        else if (stopped.Length == 0)
            runs.Add(await RunReference.ResolveAsync(records, what!, call.Cancellation));
        foreach (var run in runs)
            Stop(call, records, run, why);
        if (stopped.Length == 0 && runs.Count == 0)
            call.Screen.Line("nothing is running");
        return ExitCodes.Done;
    }

    private static void Stop(Invocation call, IRunStore records, Run run, string? why)
    {
        if (run.Status.HasEnded() || run.Status == RunStatus.Planned)
            throw new AssayException($"run {run.Id.Tail} is {run.Status.Name()}: there is nothing to stop.");
        if (run.Lease is { } lease && ProcessIdentity.IsAlive(lease.Owner) == false)
            throw new AssayException($"run {run.Id.Tail} has lost its runner: 'assay run' takes it over, then it can be stopped.");
        StopMark.Write(records.Folder, run.Id, why is null ? $"stopped by {call.Host.Caller()}" : $"stopped by {call.Host.Caller()}: {why}");
        call.Screen.Line($"asked run {run.Id.Tail} to stop");
    }
}
