using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Tests.Tracking.Sqlite;

public sealed class StoreCheckTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("UPDATE metric_points SET value = 9 WHERE step = 1", "differs from its points")]
    [InlineData("DELETE FROM metric_points", "has no points")]
    [InlineData("UPDATE run_metrics SET best = 9", "what queries see of metric 'auc'")]
    [InlineData("DELETE FROM run_metrics", "queries do not see metric 'auc'")]
    [InlineData("PRAGMA foreign_keys = OFF; DELETE FROM experiments WHERE id = 1", "a row of experiments that does not exist")]
    [InlineData("UPDATE runs SET status = 'running'", "is running, but nobody works on it")]
    public async Task What_is_wrong_is_found(string damage, string message)
    {
        await using var store = await _folder.OpenAsync();
        var run = await store.CreateRunAsync();
        await store.WriteAsync(new WriteBatch([new LogMetrics(run.Id, new MetricIdentity("auc"), [Some.Point(0.5, 1), Some.Point(0.6, 2)])]));
        Assert.Empty(await store.CheckAsync());
        _folder.Execute(damage);
        var problem = Assert.Single(await store.CheckAsync());
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Advice);
    }
}
