using Assay.Tracking;

namespace Assay.Execution.Plans;

/// <summary>Passes what one execution reports on to the observer of the plan.</summary>
internal sealed class ExecutionRelay(IPlanRunObserver observer) : IExecutionObserver
{
    public void Started(RunId run, int processId)
    {
        // The plan's observer heard of it when the run was claimed.
    }

    public void MetricLogged(RunId run, string key, MetricPoint point) => observer.Logged(run, key, point);

    public void Warned(RunId run, string message) => observer.Message($"run {run.Tail}: {message}");
}
