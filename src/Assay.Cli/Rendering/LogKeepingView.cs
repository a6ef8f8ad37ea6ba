using Assay.Execution.Plans;
using Assay.Notebook;
using Assay.Planning;
using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>Shows a plan being executed as another view does, and keeps the plan's logs current meanwhile.</summary>
internal sealed class LogKeepingView : IPlanRunObserver, IAsyncDisposable
{
    private readonly IPlanRunObserver _view;
    private readonly LogKeeper _logs;

    public LogKeepingView(IPlanRunObserver view, PlanLogs logs, TimeProvider clock)
    {
        _view = view;
        _logs = new LogKeeper(logs, view.Message, clock);
    }

    public void Planned(int due, int done)
    {
        _view.Planned(due, done);
        _logs.Changed();
    }

    public void Started(PlannedExperiment experiment, Run run)
    {
        _view.Started(experiment, run);
        _logs.Changed();
    }

    public void Logged(RunId run, string key, MetricPoint point) => _view.Logged(run, key, point);

    public void Ended(PlannedExperiment experiment, Run run)
    {
        _view.Ended(experiment, run);
        _logs.Changed();
    }

    public void Blocked(PlannedExperiment experiment, string why) => _view.Blocked(experiment, why);

    public void Message(string message) => _view.Message(message);

    public ValueTask DisposeAsync() => _logs.DisposeAsync();
}
