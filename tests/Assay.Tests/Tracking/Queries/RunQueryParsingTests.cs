using Assay.Testing;
using Assay.Tracking.Queries;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Tracking.Queries;

public sealed class RunQueryParsingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  \n ", "")]
    [InlineData("metrics.auc > 0.7 and params.lr = '1e-5' and status = completed order by metrics.auc desc limit 20",
        "metrics.auc > 0.7 and params.lr = '1e-5' and status = 'completed' order by metrics.auc desc limit 20")]
    [InlineData("a.b = 1", null)]
    [InlineData("metric.a > 1 AND METRICS.b >= -2 aNd metrics.c<.5", "metrics.a > 1 and metrics.b >= -2 and metrics.c < 0.5")]
    [InlineData("metrics.a = 1e+3 and metrics.b <> 1E-3 and metrics.c == 1", "metrics.a = 1000.0 and metrics.b != 0.001 and metrics.c = 1")]
    [InlineData("metrics.loss < inf and metrics.loss > -Infinity", "metrics.loss < inf and metrics.loss > -inf")]
    [InlineData("metrics.\"my key\" > 1 and metrics.`other key` <= 1 and metrics.\"plain\" = 1", "metrics.\"my key\" > 1 and metrics.\"other key\" <= 1 and metrics.plain = 1")]
    [InlineData("metrics.valid/auc.best-1:x > 1", "metrics.valid/auc.best-1:x > 1")]
    [InlineData("metrics.\"a\"\"b\" > 1", "metrics.\"a\"\"b\" > 1")]
    [InlineData("param.a = 'x' and parameter.b = \"y\" and parameters.c != 'it''s'", "params.a = 'x' and params.b = 'y' and params.c != 'it''s'")]
    [InlineData("params.n = 3 and params.opt = adam and params.m in (1, 'x', 2.5)", "params.n = 3 and params.opt = 'adam' and params.m in (1, 'x', 2.5)")]
    [InlineData("params.a LIKE 'x%' and tags.b ILIKE '%y_' and tag.c NOT LIKE '10\\%' ESCAPE '\\'", "params.a like 'x%' and tags.b ilike '%y_' and tags.c not like '10\\%' escape '\\'")]
    [InlineData("tags.`mlflow.user` = 'me' and tags.mlflow.source.name != \"a b\"", "tags.mlflow.user = 'me' and tags.mlflow.source.name != 'a b'")]
    [InlineData("tags.fold = 3", "tags.fold = '3'")]
    [InlineData("params.a IS NULL and tags.b is Not null", "params.a is null and tags.b is not null")]
    [InlineData("attributes.status = 'FINISHED' or attribute.status = \"SCHEDULED\" or attr.status != 'KILLED' or run.status = RUNNING",
        "status = 'completed' or status = 'planned' or status != 'cancelled' or status = 'running'")]
    [InlineData("run_id IN ('ABC','d') and attributes.run_id not in ('e')", "id in ('abc', 'd') and id not in ('e')")]
    [InlineData("run_name LIKE 'x%' and user_id = 'u' and artifact_uri != 'a' and `run name` = 'y' and attributes.\"Run name\" = 'z'",
        "name like 'x%' and user = 'u' and artifact_uri != 'a' and name = 'y' and name = 'z'")]
    [InlineData("start_time > 1767312000000 and end_time <= 1767312000001 and created > 0",
        "started > '2026-01-02T00:00:00Z' and ended <= '2026-01-02T00:00:00.001Z' and created > '1970-01-01T00:00:00Z'")]
    [InlineData("dataset.name = 'd' and datasets.digest in ('x') and dataset.context ilike 'train'", "dataset.name = 'd' and dataset.digest in ('x') and dataset.context ilike 'train'")]
    [InlineData("started > 2026-01-02 and started < '2026-01-02T10:30' and started < '2026-01-02 10:30:15.25+02:00'",
        "started > '2026-01-02T00:00:00Z' and started < '2026-01-02T10:30:00Z' and started < '2026-01-02T08:30:15.25Z'")]
    [InlineData("created > -7d and created > -48h and created < '-90m' and created < -5s", "created > -1w and created > -2d and created < -90m and created < -5s")]
    [InlineData("superseded and not superseded or superseded != false", "superseded = true and not superseded = true or superseded != false")]
    [InlineData("best(metrics.auc) > 1 and MAX( metrics.\"a b\" ) > 1 and min(metrics.a) < 1 and last(metrics.a) = 1",
        "best(metrics.auc) > 1 and max(metrics.\"a b\") > 1 and min(metrics.a) < 1 and metrics.a = 1")]
    [InlineData("plan = p and plan.name = p and plan.phase = P0 and phase = P0 and plan.item = i and priority = LF-P8 and plan.experiment = LF-55 and plan.seed = 7 and experiment = e",
        "plan = 'p' and plan = 'p' and plan.phase = 'P0' and plan.phase = 'P0' and plan.item = 'i' and plan.priority = 'LF-P8' and plan.experiment = 'LF-55' and seed = 7 and experiment = 'e'")]
    [InlineData("(seed = 1 or seed = 2) and (seed = 3 and seed = 4)", "(seed = 1 or seed = 2) and seed = 3 and seed = 4")]
    [InlineData("seed = 1 or seed = 2 and seed = 3", "seed = 1 or seed = 2 and seed = 3")]
    [InlineData("not (seed = 1 or seed = 2) and not not seed = 3", "not (seed = 1 or seed = 2) and not not seed = 3")]
    [InlineData("exit_code != 0 and duration > 90.5 and attempt >= 2 and error like '%Memory%'", "exit_code != 0 and duration > 90.5 and attempt >= 2 and error like '%Memory%'")]
    [InlineData("order by attributes.start_time desc, metrics.`my key` ASC, params.lr DESC, tags.x", "order by started desc, metrics.\"my key\", params.lr desc, tags.x")]
    [InlineData("limit 5", "limit 5")]
    public void A_query_prints_in_its_canonical_spelling(string text, string? canonical)
    {
        if (canonical is null)
        {
            Assert.Throws<RunQueryException>(() => RunQuery.Parse(text));
            return;
        }
        var query = RunQuery.Parse(text);
        Assert.Equal(canonical, query.ToString());
        Assert.Equal(query, RunQuery.Parse(canonical));
    }

    [Fact]
    public void A_random_query_reads_back_from_its_print()
    {
        Prop.ForAll(Arb.From(SomeQuery.Any), query => RunQuery.Parse(query.ToString()).Equals(query)).Holds(2000);
    }

    [Fact]
    public void Keys_and_texts_of_any_characters_read_back()
    {
        var strings = ArbMap.Default.GeneratorFor<NonEmptyString>().Select(s => s.Get).Where(s => !s.Contains('\0', StringComparison.Ordinal));
        var queries = from key in strings
                      from text in strings
                      select new RunQuery { Where = new Condition.Compare(new QueryField.Tag(key), Comparison.Equal, new QueryValue.Text(text)) };
        Prop.ForAll(Arb.From(queries), query => RunQuery.Parse(query.ToString()).Equals(query)).Holds(1000);
    }

    [Fact]
    public void Numbers_of_any_size_read_back()
    {
        var values = Gen.OneOf(
            ArbMap.Default.GeneratorFor<double>().Where(d => !double.IsNaN(d)).Select(d => (QueryValue)new QueryValue.Real(d)),
            ArbMap.Default.GeneratorFor<long>().Select(l => (QueryValue)new QueryValue.Whole(l)));
        Prop.ForAll(Arb.From(values), value =>
            RunQuery.Parse($"metrics.a = {value}").Where!.Equals(new Condition.Compare(new QueryField.Metric("a"), Comparison.Equal, value))).Holds(1000);
    }

    [Fact]
    public void An_order_reads_alone()
    {
        Assert.Equal(new OrderBy(new QueryField.Metric("my key"), true), OrderBy.Parse("metrics.`my key` DESC"));
        Assert.Equal(new OrderBy(new QueryField.Property(RunProperty.Started), false), OrderBy.Parse("attributes.start_time"));
        Assert.Equal(15, Assert.Throws<RunQueryException>(() => OrderBy.Parse("metrics.a desc, metrics.b")).Column);
    }

    [Fact]
    public void The_examples_of_the_documentation_are_queries()
    {
        var examples = File.ReadLines(Path.Combine(ModelStore.RepositoryRoot, "docs", "formats", "query.md"))
            .SkipWhile(l => l != "## Examples").TakeWhile(l => l != "## Pitfalls").Where(l => l.StartsWith("    ", StringComparison.Ordinal)).ToList();
        Assert.True(examples.Count >= 6);
        Assert.All(examples, e => RunQuery.Parse(e.Trim().Split("  ")[0]));
    }
}
