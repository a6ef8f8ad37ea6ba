using Assay.Execution.Local;
using Assay.Foundation.Randomness;
using Assay.Planning;
using Assay.Planning.Progress;
using Assay.Tracking;

namespace Assay.Execution.Plans;

/// <summary>
/// Executes what is due of a plan. Several runners may execute one plan at once, on one machine or on several that share a store:
/// an experiment is started by whoever claims its planned run, and nobody else.
/// </summary>
/// <param name="records">The store.</param>
/// <param name="options">How to execute.</param>
/// <param name="observer">Hears what happens.</param>
/// <param name="clock">The clock.</param>
public sealed class PlanRunner(IRunStore records, PlanRunOptions options, IPlanRunObserver observer, TimeProvider clock)
{
    /// <summary>Executes what is due among the selected experiments, in the plan's order, as soon as needs and slots allow.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="selected">Experiments of the plan.</param>
    /// <param name="cancellationToken">Stops the children, saves the state, and ends; what was stopped is due again.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="AssayException">An option is impossible; nothing was executed.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public async Task<PlanRunSummary> RunAsync(Plan plan, IReadOnlyList<PlannedExperiment> selected, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (options.Validate() is { Count: > 0 } problems)
            throw new AssayException(string.Join('\n', problems));
        await records.SavePlanAsync(await PlanReferenceAsync(plan, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var runner = new RunnerRecord(RunId.New(clock).Value, ProcessIdentity.Current, options.Command, clock.GetUtcNow()) { Plan = plan.Name, LogPath = options.LogPath };
        await records.SaveRunnerAsync(runner, cancellationToken).ConfigureAwait(false);
        try
        {
            var progress = await PlanProgress.ReadAsync(plan, records, RunColumns.None, cancellationToken).ConfigureAwait(false);
            using var session = new PlanRunSession(records, options, observer, clock, progress, selected, runner.Id, new Seed((ulong)runner.Started.UtcTicks).For("backoff"));
            return await session.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await records.SaveRunnerAsync(runner with { Ended = clock.GetUtcNow() }, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<PlanReference> PlanReferenceAsync(Plan plan, CancellationToken cancellationToken)
    {
        var text = await File.ReadAllTextAsync(plan.File, cancellationToken).ConfigureAwait(false);
        return new PlanReference(plan.Name, Path.GetFullPath(plan.File), Foundation.Files.FileDigest.OfText(text), text, clock.GetUtcNow());
    }
}
