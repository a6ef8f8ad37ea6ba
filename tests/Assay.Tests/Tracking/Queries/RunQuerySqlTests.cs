using Assay.Testing;
using Assay.Tracking.Queries;
using FsCheck.Fluent;

namespace Assay.Tests.Tracking.Queries;

public sealed class RunQuerySqlTests : IDisposable
{
    private readonly ModelStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_random_query_finds_and_sorts_what_the_model_does()
    {
        var found = 0;
        Prop.ForAll(Arb.From(SomeQuery.Any), query =>
        {
            var (expected, actual) = (Model(query), Page(query, null, int.MaxValue).Select(Seq).ToList());
            found += actual.Count;
            Assert.Equal(expected, actual);
        }).Holds(1500);
        Assert.True(found > 1500, "The random queries find too little to show anything.");
    }

    [Fact]
    public void Pages_put_together_are_the_whole()
    {
        Prop.ForAll(Arb.From(SomeQuery.Any), query =>
        {
            List<long> pages = [];
            object?[]? after = null;
            while (true)
            {
                var page = Page(query, after, 7);
                pages.AddRange(page.Select(Seq));
                if (page.Count < 7)
                    break;
                after = page[^1];
            }
            Assert.Equal(Model(query), pages);
        }).Holds(400);
    }

    [Fact]
    public void A_count_needs_no_joins_of_the_order()
    {
        Prop.ForAll(Arb.From(SomeQuery.Any), query =>
        {
            var sql = RunQuerySql.Compile(query, ModelStore.Now);
            Assert.Equal((long)Model(query).Count, _store.Read($"SELECT count(*) FROM {sql.FilterFrom} WHERE {sql.Where}", sql)[0][0]);
        }).Holds(400);
    }

    [Theory]
    [InlineData("params.lr = '1e-5'", "0.00001", true)]
    [InlineData("params.lr = '1e-5'", "1E-5", true)]
    [InlineData("params.lr = '1e-5'", "\"1e-5\"", true)]
    [InlineData("params.lr = '1e-5'", "\"0.00001\"", false)]
    [InlineData("params.lr = 1e-5", "0.00001", true)]
    [InlineData("params.lr != '1e-5'", "0.00001", false)]
    [InlineData("params.lr != 1", "\"adam\"", true)]
    [InlineData("params.lr < 1", "\"adam\"", false)]
    [InlineData("not params.lr < 1", "\"adam\"", false)]
    [InlineData("params.lr < '2'", "10", true)]
    [InlineData("params.lr < 2", "10", false)]
    [InlineData("params.other != '1'", "1", false)]
    [InlineData("not params.other = '1'", "1", false)]
    public void A_param_compares_by_its_number_and_by_its_text(string query, string json, bool expected)
    {
        var param = new Assay.Tracking.Param("lr", json);
        var sql = RunQuerySql.Compile(RunQuery.Parse(query), ModelStore.Now);
        var run = _store.Runs[0];
        var number = param.Number is { } n ? n.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : "NULL";
        _store.Read($"INSERT INTO params VALUES ({run.Seq}, 'lr', '{json}', '{param.Text}', {number})", RunQuerySql.Compile(null, ModelStore.Now));
        Assert.Equal(expected, _store.Read($"SELECT 1 FROM {sql.From} WHERE {sql.Where}", sql).Count == 1);
    }

    [Fact]
    public void A_condition_on_a_metric_and_its_order_walk_the_index()
    {
        var sql = RunQuerySql.Compile(RunQuery.Parse("metrics.auc > 0.7 and status = completed order by metrics.auc desc limit 20"), ModelStore.Now);
        var plan = string.Join('\n', _store.Read($"EXPLAIN QUERY PLAN SELECT runs.id FROM {sql.From} WHERE {sql.Where} ORDER BY {sql.OrderBy} LIMIT 20", sql).Select(r => r[3]));
        Assert.StartsWith("SEARCH TABLE run_metrics AS j0 USING COVERING INDEX run_metrics_by_value (key=? AND value>?)", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("USE TEMP B-TREE FOR ORDER BY", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_a_user_types_becomes_sql()
    {
        const string evil = "x'; DROP TABLE runs; --";
        var sql = RunQuerySql.Compile(
            RunQuery.Parse($"tags.\"{evil}\" = \"{evil}\" and (params.`{evil}` in (\"{evil}\") or name like \"{evil}%\") order by metrics.\"{evil}\""), ModelStore.Now);
        Assert.DoesNotContain("DROP", sql.From + sql.Where + sql.OrderBy, StringComparison.Ordinal);
        Assert.Empty(_store.Read($"SELECT 1 FROM {sql.From} WHERE {sql.Where} ORDER BY {sql.OrderBy}", sql));
    }

    [Theory]
    [MemberData(nameof(Extremes))]
    public void The_largest_queries_that_are_read_also_run(string text)
    {
        var sql = RunQuerySql.Compile(RunQuery.Parse(text), ModelStore.Now);
        _store.Read($"SELECT n FROM (SELECT runs.seq AS n FROM {sql.From} WHERE runs.deleted_at IS NULL AND ({sql.Where}) ORDER BY {sql.OrderBy} LIMIT 10) page WHERE n > 0 OR (n < 0)", sql);
    }

    public static TheoryData<string> Extremes()
    {
        var nested = string.Concat(Enumerable.Range(0, RunQuery.MaxNesting).Select(i => $"params.a{i} = '1' {(i % 2 == 0 ? "and" : "or")} ("));
        return
        [
            nested + "params.b != '1'" + new string(')', RunQuery.MaxNesting),
            nested + string.Join(" or ", Enumerable.Repeat("params.b != '1'", 400)) + new string(')', RunQuery.MaxNesting),
            string.Concat(Enumerable.Range(0, RunQuery.MaxNesting / 2).Select(i => $"tags.a{i} = '1' or not (")) + "dataset.name = 'x'" + new string(')', RunQuery.MaxNesting / 2),
            string.Join(" and ", Enumerable.Range(0, RunQuery.MaxComparisons).Select(i => $"metrics.m{i} > {i}")) + " order by " + string.Join(", ", Enumerable.Range(1000, RunQuery.MaxOrder).Select(i => $"params.p{i}")),
            string.Join(" or ", Enumerable.Range(0, RunQuery.MaxComparisons).Select(i => $"params.m{i} = '{i}'")),
            string.Join(" or ", Enumerable.Range(0, 10).Select(i => $"params.m{i} not in ({string.Join(',', Enumerable.Range(0, RunQuery.MaxListLength).Select(v => $"'{v}'"))})")),
            $"name like '{string.Concat(Enumerable.Repeat("[", RunQuery.MaxPatternLength))}'",
        ];
    }

    private List<long> Model(RunQuery query)
    {
        var runs = _store.Runs.Where(r => query.Where is not { } where || r.Holds(where, ModelStore.Now) == true).ToList();
        runs.Sort((a, b) => a.CompareTo(b, query.OrderBy));
        return [.. runs.Select(r => r.Seq)];
    }

    // Rows of the values of the keys, the last of which is the sequence number.
    private List<object?[]> Page(RunQuery query, object?[]? after, int size)
    {
        var sql = RunQuerySql.Compile(query, ModelStore.Now, after);
        return _store.Read($"SELECT {string.Join(", ", sql.Keys.Select(k => k.Expression))} FROM {sql.From} WHERE {sql.Where} ORDER BY {sql.OrderBy} LIMIT {size}", sql);
    }

    private static long Seq(object?[] row) => (long)row[^1]!;
}
