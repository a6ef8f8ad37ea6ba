using Assay.Claims;
using Assay.Execution.Plans;
using Assay.Planning;
using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>Shows a plan being executed as another view does, and tests the plan's claims again as its runs end.</summary>
internal sealed class ClaimKeepingView : IPlanRunObserver, IAsyncDisposable
{
    private readonly IPlanRunObserver _view;
    private readonly ClaimKeeper? _claims;

    public ClaimKeepingView(IPlanRunObserver view, Plan plan, IRunStore records, TimeProvider clock)
    {
        _view = view;
        if (plan.Claims.Count > 0)
            _claims = new ClaimKeeper(new ClaimChecker(plan, records, clock), change => ClaimUpdate.Report(change, view.Message), view.Message, clock);
    }

    public void Planned(int due, int done) => _view.Planned(due, done);

    public void Started(PlannedExperiment experiment, Run run) => _view.Started(experiment, run);

    public void Logged(RunId run, string key, MetricPoint point) => _view.Logged(run, key, point);

    public void Ended(PlannedExperiment experiment, Run run)
    {
        _view.Ended(experiment, run);
        _claims?.RunEnded();
    }

    public void Blocked(PlannedExperiment experiment, string why) => _view.Blocked(experiment, why);

    public void Message(string message) => _view.Message(message);

    public ValueTask DisposeAsync() => _claims?.DisposeAsync() ?? ValueTask.CompletedTask;
}
