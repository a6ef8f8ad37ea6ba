using Assay.Tracking;

namespace Assay.Execution;

/// <summary>Hears of an execution while it goes on. Calls come from any thread, one at a time for one run, and must return quickly.</summary>
public interface IExecutionObserver
{
    /// <summary>The command's process has started, or was found alive.</summary>
    /// <param name="run">The run.</param>
    /// <param name="processId">Process id of its launcher, which is also its process group.</param>
    void Started(RunId run, int processId);

    /// <summary>Metric values were committed; called once a batch and key, with the last value.</summary>
    /// <param name="run">The run.</param>
    /// <param name="key">The metric's key.</param>
    /// <param name="point">The last point.</param>
    void MetricLogged(RunId run, string key, MetricPoint point);

    /// <summary>Something a person should know, which did not end the run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="message">A sentence.</param>
    void Warned(RunId run, string message);
}
