using Assay.Planning;
using Assay.Planning.Progress;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>--after</c>: waits for a run or a study's trials to end, or for a part of the plan to be done.</summary>
internal static class AfterWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits.</summary>
    /// <param name="call">The call.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="records">The store.</param>
    /// <param name="name">A priority, phase or experiment of the plan, else a study, else a run.</param>
    /// <exception cref="AssayException">Nothing has the name, or what it names can no longer be done.</exception>
    public static async Task UntilAsync(Invocation call, Plan plan, IRunStore records, string name)
    {
        if (plan.Named(name).Count > 0)
        {
            call.Remark($"waiting until {name} is done");
            while (true)
            {
                var progress = await PlanProgress.ReadAsync(plan, records, RunColumns.None, call.Cancellation);
                var open = progress.Named(name).Where(e => e.State != ExperimentState.Done).ToArray();
                if (open.Length == 0)
                    return;
                // What failed is tried again only by a runner: without one nothing will change.
                if (open.All(e => e.State is not ExperimentState.Running) && !await HasRunnerAsync(records, plan, call.Cancellation))
                    throw new AssayException($"--after {name}: {open[0].Experiment.Name} is {open[0].State.ToString().ToLowerInvariant()}, and no runner works on plan {plan.Name}.");
                await Task.Delay(Pause, call.Host.Clock, call.Cancellation);
            }
        }

        if (await records.GetStudiesAsync(name, call.Cancellation) is { Count: > 0 })
        {
            await StudyAsync(call, records, name);
            return;
        }

        Run run;
        try
        {
            run = await RunReference.ResolveAsync(records, name, call.Cancellation);
        }
        catch (RunNotFoundException error)
        {
            throw new AssayException($"--after {name}: plan {plan.Name} has no such priority, phase or experiment, there is no such study, and as a run: {error.Message}", error);
        }

        call.Remark($"waiting until run {run.Id.Tail} has ended");
        while (!run.Status.HasEnded())
        {
            await Task.Delay(Pause, call.Host.Clock, call.Cancellation);
            run = await records.GetRunAsync(run.Id, call.Cancellation) ?? run;
        }
    }

    // A study has no end of its own: it is waited for while trials of it are waiting or running.
    private static async Task StudyAsync(Invocation call, IRunStore records, string name)
    {
        var study = await StudySource.FindAsync(records, name, call.Cancellation);
        call.Remark($"waiting until all trials of {study.Name} have ended");
        while ((await records.GetTrialsAsync(study.Id, call.Cancellation)).Any(trial => !trial.Status.HasEnded()))
            await Task.Delay(Pause, call.Host.Clock, call.Cancellation);
    }

    private static async Task<bool> HasRunnerAsync(IRunStore records, Plan plan, CancellationToken cancellation) =>
        (await records.GetRunnersAsync(cancellation)).Any(r => r.Ended is null && r.Plan == plan.Name && Execution.Local.ProcessIdentity.IsAlive(r.Owner) != false);
}
