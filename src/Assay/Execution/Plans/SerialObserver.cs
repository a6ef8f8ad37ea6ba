using Assay.Planning;
using Assay.Tracking;

namespace Assay.Execution.Plans;

/// <summary>Lets one call through at a time: children report from their own threads.</summary>
internal sealed class SerialObserver(IPlanRunObserver inner) : IPlanRunObserver
{
    private readonly Lock _gate = new();

    public void Planned(int due, int done)
    {
        lock (_gate)
            inner.Planned(due, done);
    }

    public void Started(PlannedExperiment experiment, Run run)
    {
        lock (_gate)
            inner.Started(experiment, run);
    }

    public void Logged(RunId run, string key, MetricPoint point)
    {
        lock (_gate)
            inner.Logged(run, key, point);
    }

    public void Ended(PlannedExperiment experiment, Run run)
    {
        lock (_gate)
            inner.Ended(experiment, run);
    }

    public void Blocked(PlannedExperiment experiment, string why)
    {
        lock (_gate)
            inner.Blocked(experiment, why);
    }

    public void Message(string message)
    {
        lock (_gate)
            inner.Message(message);
    }
}
