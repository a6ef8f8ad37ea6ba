using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Changes;
using FsCheck.Fluent;

namespace Assay.Tests.Tracking.Sqlite;

public sealed class MetricModelTests : IDisposable
{
    private static readonly MetricIdentity Loss = new("loss");

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Summaries_equal_what_a_naive_reading_of_all_points_says()
    {
        await using var store = await _folder.OpenAsync();
        // Few different steps, times and values, so that ties are common.
        var values = Gen.Elements<MetricValue>(-1, 0, 0.5, 2, double.NaN, double.PositiveInfinity, double.NegativeInfinity, MetricValue.Undefined("one class"), MetricValue.Undefined("empty"));
        var point = from step in Gen.Choose(-2, 3)
                    from time in Gen.Choose(0, 2)
                    from value in values
                    select new MetricPoint(step, Some.Time.AddMicroseconds(time), value);
        var batches = Gen.ListOf(Gen.NonEmptyListOf(point)).Where(b => b.Count > 0).ToArbitrary();
        Prop.ForAll(batches, logged =>
        {
            var run = store.CreateRunAsync().GetAwaiter().GetResult();
            foreach (var batch in logged)
                store.WriteAsync(new WriteBatch([new LogMetrics(run.Id, Loss, [.. batch])])).GetAwaiter().GetResult();
            MetricPoint[] all = [.. logged.SelectMany(b => b)];
            Assert.Equal([Naive(all)], store.GetMetricsAsync(run.Id).Result);
            Assert.Equal(all.OrderBy(p => p.Step), store.GetPointsAsync(run.Id, Loss).Result);
        }).Holds();
        Assert.Empty(await store.CheckAsync());
    }

    private static MetricSummary Naive(MetricPoint[] points)
    {
        // OrderBy is stable: of equal points the one logged later comes last.
        var last = points.OrderBy(p => p.Step).ThenBy(p => p.Time).Last();
        var numbers = points.Where(p => p.Value.Kind == MetricKind.Number).OrderBy(p => p.Step).ToArray();
        double? min = numbers.Length == 0 ? null : numbers.Min(p => p.Value.Number);
        double? max = numbers.Length == 0 ? null : numbers.Max(p => p.Value.Number);
        return new MetricSummary(
            Loss, points.Length, points.Length - numbers.Length, last.Value, last.Step,
            min, numbers.FirstOrDefault(p => p.Value.Number == min).Step, max, numbers.FirstOrDefault(p => p.Value.Number == max).Step);
    }
}
