using Assay.Tracking;
using Assay.Tracking.Changes;
using Xunit;

namespace Assay.Testing;

/// <content>Metrics.</content>
public abstract partial class RunStoreConformance
{
    private static readonly MetricIdentity Auc = new("auc");

    [Fact]
    public async Task Every_kind_of_value_is_read_as_it_was_logged()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        MetricPoint[] points =
        [
            Some.Point(0.1 + 0.2, long.MinValue), Some.Point(double.NaN), Some.Point(double.NegativeInfinity, 3), Some.Point(double.PositiveInfinity, 4),
            Some.Point(double.Epsilon, 5), Some.Point(double.MaxValue, 6), new(long.MaxValue, Some.Time.AddMicroseconds(1), MetricValue.Undefined("one class: 'ü'")),
        ];
        await store.WriteAsync(Batch(new LogMetrics(run.Id, Auc, points)));
        Assert.Equal(points, await store.GetPointsAsync(run.Id, Auc));
        Assert.Equal(
            [new MetricSummary(Auc, 7, 2, MetricValue.Undefined("one class: 'ü'"), long.MaxValue, double.NegativeInfinity, 3, double.PositiveInfinity, 4)],
            await store.GetMetricsAsync(run.Id));
    }

    [Fact]
    public async Task Points_come_by_step_then_order_of_logging()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        await store.WriteAsync(Batch(new LogMetrics(run.Id, Auc, [Some.Point(5, 2), Some.Point(1, 1), Some.Point(4, 1)])));
        await store.WriteAsync(Batch(new LogMetrics(run.Id, Auc, [Some.Point(3, 1), Some.Point(3, 0)])));
        Assert.Equal([3, 1, 4, 3, 5], (await store.GetPointsAsync(run.Id, Auc)).Select(p => p.Value.Number));
    }

    [Fact]
    public async Task The_last_value_is_the_one_of_the_largest_step_then_time()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        await store.WriteAsync(Batch(new LogMetrics(run.Id, Auc, [new(2, Some.Time + Minute, 1.0), new(2, Some.Time, 2.0), new(1, Some.Time + Minute + Minute, 3.0)])));
        Assert.Equal(1.0, Assert.Single(await store.GetMetricsAsync(run.Id)).Last);
        await store.WriteAsync(Batch(new LogMetrics(run.Id, Auc, [new(2, Some.Time + Minute, 4.0)])));
        Assert.Equal(4.0, Assert.Single(await store.GetMetricsAsync(run.Id)).Last);
    }

    [Fact]
    public async Task Identities_are_kept_apart()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        MetricIdentity[] identities =
        [
            Auc, Auc with { Definition = "auroc" }, Auc with { Dataset = "d1" }, Auc with { Split = "test" }, Auc with { LabelSchema = "3 classes" }, Auc with { Context = "{\"fold\":1}" },
        ];
        foreach (var (identity, i) in identities.Select((identity, i) => (identity, i)))
            await store.WriteAsync(Batch(new LogMetrics(run.Id, identity, [Some.Point(i)])));
        var summaries = await store.GetMetricsAsync(run.Id);
        Assert.Equal(identities.ToHashSet(), summaries.Select(s => s.Identity).ToHashSet());
        foreach (var (identity, i) in identities.Select((identity, i) => (identity, i)))
            Assert.Equal(i, Assert.Single(await store.GetPointsAsync(run.Id, identity)).Value.Number);
    }

    [Fact]
    public async Task A_direction_is_declared_once()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        await store.WriteAsync(Batch(new LogMetrics(run.Id, Auc, [Some.Point(0.5)])));
        await store.WriteAsync(Batch(new LogMetrics(run.Id, Auc with { Direction = Direction.Maximize }, [])));
        await store.WriteAsync(Batch(new LogMetrics(run.Id, Auc, [Some.Point(0.7, 1), Some.Point(0.6, 2)])));
        await Assert.ThrowsAnyAsync<StoreException>(() => store.WriteAsync(Batch(new LogMetrics(run.Id, Auc with { Direction = Direction.Minimize }, [Some.Point(0, 3)]))));
        var summary = Assert.Single(await store.GetMetricsAsync(run.Id));
        Assert.Equal((3, 0.7, 1), (summary.Count, summary.Best, summary.BestStep));
        Assert.Equal(3, (await store.GetPointsAsync(run.Id, Auc)).Count);
    }

    [Fact]
    public async Task A_declared_series_without_points_is_no_metric()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        await store.WriteAsync(Batch(new LogMetrics(run.Id, Auc, [])));
        Assert.Empty(await store.GetMetricsAsync(run.Id));
        Assert.Empty(await store.GetPointsAsync(run.Id, Auc));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(251)]
    public async Task A_key_of_a_wrong_length_is_refused(int length)
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        var key = new string('k', length);
        await Assert.ThrowsAnyAsync<StoreException>(() => store.WriteAsync(Batch(new LogMetrics(run.Id, new MetricIdentity(key), [Some.Point(1)]))));
        await Assert.ThrowsAnyAsync<StoreException>(() => store.WriteAsync(Batch(new SetParam(run.Id, new Param(key, "1")))));
        await Assert.ThrowsAnyAsync<StoreException>(() => store.WriteAsync(Batch(new SetTag(run.Id, key, "1"))));
    }

    [Fact]
    public async Task Points_logged_by_many_at_once_are_all_there()
    {
        const int Writers = 8, Each = 50;
        var store = await StoreAsync();
        await using var other = await OpenAsync();
        var run = await store.CreateRunAsync();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                await (w % 2 == 0 ? store : other).WriteAsync(Batch(new LogMetrics(run.Id, Auc, [Some.Point(w, (w * Each) + i)])));
        })));
        var points = await store.GetPointsAsync(run.Id, Auc);
        Assert.Equal(Enumerable.Range(0, Writers * Each).Select(i => (long)i), points.Select(p => p.Step));
        Assert.Equal(Writers * Each, Assert.Single(await store.GetMetricsAsync(run.Id)).Count);
        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public async Task A_canceled_read_ends()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.GetPointsAsync(run.Id, Auc, new CancellationToken(canceled: true)));
    }
}
