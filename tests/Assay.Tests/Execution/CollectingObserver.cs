using System.Collections.Concurrent;
using Assay.Execution;
using Assay.Tracking;

namespace Assay.Tests.Execution;

/// <summary>Keeps what it hears.</summary>
internal sealed class CollectingObserver : IExecutionObserver
{
    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<int> FirstStart => _started.Task;

    public ConcurrentQueue<string> Warnings { get; } = new();

    public ConcurrentQueue<(string Key, MetricPoint Point)> Metrics { get; } = new();

    public void Started(RunId run, int processId) => _started.TrySetResult(processId);

    public void MetricLogged(RunId run, string key, MetricPoint point) => Metrics.Enqueue((key, point));

    public void Warned(RunId run, string message) => Warnings.Enqueue(message);
}
