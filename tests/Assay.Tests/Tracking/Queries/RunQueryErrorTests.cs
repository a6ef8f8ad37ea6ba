using Assay.Testing;
using Assay.Tracking.Queries;
using FsCheck.Fluent;

namespace Assay.Tests.Tracking.Queries;

public sealed class RunQueryErrorTests
{
    [Theory]
    [InlineData("metrics.auc > 1 ore x", 17, "found 'ore', expected 'and', 'or', 'order by', 'limit' or the end; did you mean 'or'?")]
    [InlineData("metrcs.auc > 1", 1, "found 'metrcs.', expected metrics., params., tags., plan., attributes. or dataset.; did you mean 'metrics'?")]
    [InlineData("stats = completed", 1, "no run has 'stats'; did you mean 'status'?")]
    [InlineData("seed = 1 and zzzzzz = 3", 14, "no run has 'zzzzzz'; metrics, params and tags are written")]
    [InlineData("status = compleet", 10, "expected a status: planned, queued, running, completed, failed, pruned, cancelled, lost; did you mean 'completed'?")]
    [InlineData("status > completed", 10, "it has no order")]
    [InlineData("kind = comand", 8, "did you mean 'command'?")]
    [InlineData("metrics.auc > '0.7'", 15, "metrics.auc compares with a number, found the text '0.7'; write it without quotes.")]
    [InlineData("metrics.auc = nan", 15, "write metrics.auc is null")]
    [InlineData("metrics.auc = 1e999", 15, "compares with a number, found '1e999'")]
    [InlineData("metrics.auc like 'x'", 13, "'like' matches text, and metrics.auc holds none")]
    [InlineData("metrics.auc", 12, "found the end, expected an operator")]
    [InlineData("metrics.auc >", 14, "found the end, expected a value")]
    [InlineData("metrics.auc > and", 15, "found 'and', expected a value")]
    [InlineData("params.a = null", 12, "'is null'")]
    [InlineData("metrics. > 1", 1, "metrics. is followed by a key")]
    [InlineData("metrics.a is nul", 14, "found 'nul', expected 'null' or 'not null'; did you mean 'null'?")]
    [InlineData("params.a liek 'x'", 10, "did you mean 'like'?")]
    [InlineData("params.a not 'x'", 14, "expected 'in', 'like' or 'ilike'")]
    [InlineData("params.a like x", 15, "expected a pattern in quotes")]
    [InlineData("params.a like 'x' escape 'ab'", 26, "an escape is one character")]
    [InlineData("params.a like 'x!' escape '!'", 15, "ends with its escape character")]
    [InlineData("params.a in 'x'", 13, "found the text 'x', expected '('.")]
    [InlineData("params.a in ()", 14, "found ')', expected a value")]
    [InlineData("params.a in ('x'", 17, "found the end, expected ',' or ')'")]
    [InlineData("(seed = 1", 10, "expected 'and', 'or' or ')'")]
    [InlineData("seed = 1)", 9, "found ')'")]
    [InlineData("params.a = 'x", 12, "never closed")]
    [InlineData("params.a = #", 12, "found '#'")]
    [InlineData("max(seed) > 1", 5, "expected a metric")]
    [InlineData("max(metrics.a > 1", 15, "expected ')'")]
    [InlineData("started > yesterday", 11, "started compares with a time")]
    [InlineData("started > 2026-02-30", 11, "started compares with a time")]
    [InlineData("superseded = maybe", 14, "true or false")]
    [InlineData("tags.fold > 3", 13, "ordered letter by letter")]
    [InlineData("plan.colour = 'red'", 1, "a plan has no 'colour'")]
    [InlineData("dataset.rows = '1'", 1, "a dataset has no 'rows'")]
    [InlineData("order metrics.a", 7, "expected 'by'")]
    [InlineData("order by", 9, "expected a field to sort by")]
    [InlineData("order by metrics.a decs", 20, "did you mean 'desc'?")]
    [InlineData("order by metrics.a, seed, metrics.a desc", 27, "names metrics.a twice")]
    [InlineData("order by dataset.name", 10, "not sorted by datasets")]
    [InlineData("limit 0", 7, "a whole number of runs, at least 1")]
    [InlineData("limit 5 seed = 1", 9, "expected the end")]
    public void An_error_points_at_its_column(string text, int column, string message)
    {
        var error = Assert.Throws<RunQueryException>(() => RunQuery.Parse(text));
        Assert.Equal(column, error.Column);
        Assert.Contains(message, error.Message.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.StartsWith($"query, column {column}: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"\n  {text}\n  {new string(' ', column - 1)}^", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_query_is_shown_around_the_place()
    {
        var before = string.Concat(Enumerable.Repeat("seed = 1 and ", 50));
        var lines = Assert.Throws<RunQueryException>(() => RunQuery.Parse(before + "\tsede = 1 and " + before)).Message.Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.InRange(lines[1].Length, 50, 110);
        Assert.Equal("sede", lines[1].Substring(lines[2].IndexOf('^', StringComparison.Ordinal), 4));
    }

    [Fact]
    public void Size_is_bounded()
    {
        Refused(new string(' ', RunQuery.MaxLength + 1), "characters long");
        Refused(new string('(', RunQuery.MaxNesting + 1) + "seed = 1", "nest deeper");
        Refused(string.Concat(Enumerable.Repeat("not ", 10_000)) + "seed = 1", "nest deeper");
        Refused($"seed in ({string.Join(',', Enumerable.Range(0, RunQuery.MaxListLength + 1))})", "more than 1000 values");
        Refused(string.Join(" or ", Enumerable.Repeat($"seed in ({string.Join(',', Enumerable.Repeat(1, 999))})", 11)), "10000 values together");
        Refused(string.Join(" or ", Enumerable.Repeat("seed = 1", RunQuery.MaxComparisons + 1)), "more than 500 comparisons");
        Refused("order by " + string.Join(',', Enumerable.Range(0, 17).Select(i => $"metrics.m{i}")), "at most 16 keys");
        Refused($"name like '{new string('x', RunQuery.MaxPatternLength + 1)}'", "at most 4096 are matched");

        static void Refused(string text, string message) =>
            Assert.Contains(message, Assert.Throws<RunQueryException>(() => RunQuery.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_text_is_read_or_refused_in_words()
    {
        string[] pieces =
        [
            "metrics.", "metrics.a", "params.b", "tags.\"", "status", "superseded", "started", "max(", "(", ")", ",", "=", "!=", "<>", ">", "<=", "and", "or", "not", "in", "like", "ilike",
            "escape", "is", "null", "order", "by", "limit", "asc", "desc", "'x'", "'", "\"", "`", "1", "-7d", "1e9", "nan", "inf", "2026-01-01", "\0", "\ud800", "\n", "é", ".", "+", "-", "9999999999999999999", "dataset.name", "plan.", "%",
        ];
        var texts = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""),
            Gen.Choose(1, 12).SelectMany(n => Gen.ListOf(Gen.Elements(pieces), n)).SelectMany(l => Gen.Elements(" ", "").Select(glue => string.Join(glue, l))));
        Prop.ForAll(Arb.From(texts), text =>
        {
            try
            {
                var query = RunQuery.Parse(text);
                return RunQuery.Parse(query.ToString()).Equals(query);
            }
            catch (RunQueryException e)
            {
                return e.Column >= 1 && e.Column <= text.Length + 1;
            }
        }).Holds(10_000);
    }
}
