using Assay.Foundation.Randomness;
using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Queries;
using Assay.Tracking.Sqlite;

namespace Assay.Tests.Tracking.Sqlite;

/// <summary>Pages ordered by a metric are found by walking its index where that suffices; what they hold must not depend on it.</summary>
public sealed class MetricOrderTests
{
    private const int Runs = 400;

    [Theory]
    [InlineData("order by metrics.a desc", 7)]
    [InlineData("order by metrics.a", 7)]
    [InlineData("order by metrics.a", 150)]
    [InlineData("metrics.b > 0.1 order by metrics.a desc", 20)]
    [InlineData("metrics.b > 0.99 order by metrics.a", 20)]
    [InlineData("metrics.a > 0.5 or metrics.b > 0.5 order by metrics.b desc", 33)]
    [InlineData("best(metrics.a) > 0.3 order by metrics.a desc", 10)]
    [InlineData("status = completed order by metrics.a desc, metrics.b", 10)]
    public async Task Every_run_comes_once_in_order_and_those_without_the_metric_last(string text, int pageSize)
    {
        using var folder = new TemporaryFolder();
        await using var store = await SqliteRunStore.OpenAsync(folder.File(".assay"), new StoreOpenOptions { Create = true });
        await FillAsync(store);
        var query = RunQuery.Parse(text);
        // A page of everything is never walked: it is what the pages are compared with.
        var expected = (await store.SearchAsync(new RunSearch { Query = query, Columns = RunColumns.All })).Items.Select(row => row.Run.Id).ToArray();
        List<RunRow> rows = [];
        string? after = null;
        do
        {
            var page = await store.SearchAsync(new RunSearch { Query = query, Limit = pageSize, After = after, Columns = RunColumns.All });
            rows.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(expected, rows.Select(row => row.Run.Id));
        Assert.NotEmpty(rows);
        var key = ((QueryField.Metric)query.OrderBy[0].Field).Key;
        var values = rows.Select(row => row.Metrics.GetValueOrDefault(key)?.Last.NumberOrNull).ToArray();
        var numbers = values.OfType<double>().ToArray();
        Assert.Equal(query.OrderBy[0].Descending ? numbers.OrderDescending() : numbers.Order(), numbers);
        Assert.All(values.Skip(numbers.Length), value => Assert.Null(value));
    }

    private static async Task FillAsync(SqliteRunStore store)
    {
        var seed = new Seed(5);
        var runs = await store.CreateRunsAsync([.. Enumerable.Range(0, Runs).Select(i => new RunDraft("x") { Status = i % 3 == 0 ? RunStatus.Running : RunStatus.Completed })]);
        List<Change> changes = [];
        for (var i = 0; i < Runs; i++)
        {
            // A fifth has no "a", some are NaN, many are equal.
            if (i % 5 != 0)
                changes.Add(new LogMetrics(runs[i].Id, new MetricIdentity("a"), [Some.Point(i % 17 == 0 ? double.NaN : Math.Round(seed.Uniform((ulong)i), 2))]));
            if (i % 7 != 0)
                changes.Add(new LogMetrics(runs[i].Id, new MetricIdentity("b"), [Some.Point(seed.Uniform((ulong)(i + Runs)))]));
        }

        await store.WriteAsync(new WriteBatch(changes));
    }
}
