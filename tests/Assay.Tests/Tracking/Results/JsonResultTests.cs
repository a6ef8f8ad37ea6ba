using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Results;
using FsCheck.Fluent;

namespace Assay.Tests.Tracking.Results;

public sealed class JsonResultTests
{
    [Fact]
    public void Without_a_map_every_numeric_leaf_is_a_metric()
    {
        var reading = Reading.Of(ResultFormat.Json, """{"val":{"auc":0.71,"ok":true,"by":"hand"},"folds":[{"auc":1},{"auc":2}],"n":null}""");
        Assert.Equal("val.auc=0.71; folds.0.auc=1; folds.1.auc=2", reading.Text());
        Assert.True(reading.HasResult);
        Assert.Empty(reading.Problems);
    }

    [Theory]
    [InlineData("val_metrics.auc", "0.5")]
    [InlineData("$.val_metrics.auc", "0.5")]
    [InlineData("folds[1].auc", "2")]
    [InlineData("folds.1.auc", "2")]
    [InlineData("folds[-1].auc", "3")]
    [InlineData("$.folds[0]['auc", null)]
    [InlineData("a.b.c", "7")]
    [InlineData("a.b.d", "8")]
    [InlineData("x[0]", "9")]
    [InlineData("val_metrics.auc.", null)]
    [InlineData("val_metrics", null)]
    [InlineData("folds[3].auc", null)]
    public void A_mapped_place_is_found_with_the_longest_literal_key_first(string place, string? expected)
    {
        var reading = Reading.Of(
            ResultFormat.Json,
            """{"val_metrics":{"auc":0.5},"folds":[{"auc":1},{"auc":2},{"auc":3}],"a.b":{"c":7},"a":{"b":{"c":1,"d":8}},"x[0]":9}""",
            Reading.Map(("m", place)));
        Assert.Equal(expected is null ? "" : "m=" + expected, reading.Text());
        Assert.Equal(expected is null ? 1 : 0, reading.Problems.Count);
    }

    [Fact]
    public void Python_s_bare_literals_are_read_and_those_in_strings_are_left_alone()
    {
        var reading = Reading.Of(
            ResultFormat.Json,
            """{"a": NaN, "b": Infinity, "c":-Infinity,"d":[NaN,-1], "NaN \" Infinity": 4, "note": "NaN, Infinity"}""");
        Assert.Equal("""a=NaN; b=Infinity; c=-Infinity; d.0=NaN; d.1=-1; NaN " Infinity=4""", reading.Text());
        Assert.Equal(MetricKind.NaN, reading.Metrics[0].Value.Kind);
    }

    [Fact]
    public void A_mapped_null_is_undefined_with_a_reason_and_text_is_a_problem()
    {
        var reading = Reading.Of(
            ResultFormat.Json,
            """{"auc":null,"ev":"NaN","acc":"0.9","done":true}""",
            Reading.Map(("auc", "auc"), ("ev", "ev"), ("acc", "acc"), ("done", "done")));
        Assert.Equal("auc=undefined (null in result.txt); ev=NaN", reading.Text());
        Assert.Equal(2, reading.Problems.Count);
        Assert.Contains("key 'acc' (wanted for metric 'acc') is text, expected a number", reading.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_key_names_the_file_the_place_and_what_is_there_and_the_rest_is_kept()
    {
        var reading = Reading.Of(ResultFormat.Json, """{"val":{"auc":1}}""", Reading.Map(("auc", "val.auc"), ("f1", "val.f1")));
        Assert.Equal("auc=1", reading.Text());
        Assert.Equal("result.txt: no key 'val.f1' (wanted for metric 'f1'); it has val.auc.", Assert.Single(reading.Problems));
    }

    [Theory]
    [InlineData("[\n", "result.txt:1: ends in the middle of its JSON after 2 bytes")]
    [InlineData("{\"a\": 1,\n \"b\"", "result.txt:2: ends in the middle")]
    [InlineData("", "result.txt: is empty")]
    [InlineData("{\"a\":1}\n}", "result.txt:2: ")]
    [InlineData("{'a': 1}", "result.txt:1: not valid JSON")]
    [InlineData("{\"s\":\"x\"}", "result.txt: holds no number")]
    public void A_torn_or_foreign_file_is_named(string content, string sentence)
    {
        var reading = Reading.Of(ResultFormat.Json, content);
        Assert.StartsWith(sentence, Assert.Single(reading.Problems), StringComparison.Ordinal);
        Assert.False(reading.HasResult);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() => Assert.Equal("a=1", Reading.Of(ResultFormat.Json, "\uFEFF{\"a\":1}").Text());

    [Fact]
    public void Of_a_key_that_occurs_twice_the_last_value_counts() => Assert.Equal("a=2", Reading.Of(ResultFormat.Json, """{"a":1,"a":2}""").Text());

    [Fact]
    public void Too_deep_too_many_and_too_long_are_refused_in_a_sentence()
    {
        var deep = Reading.Of(ResultFormat.Json, new string('[', 65) + "1" + new string(']', 65));
        Assert.Contains("64", Assert.Single(deep.Problems), StringComparison.Ordinal);
        var wide = "[" + string.Join(',', Enumerable.Repeat("1", 100_001)) + "]";
        Assert.Contains("more than 100,000 values", Assert.Single(Reading.Of(ResultFormat.Json, wide).Problems), StringComparison.Ordinal);
        Assert.Contains("longer than 1,000", Assert.Single(Reading.Of(ResultFormat.Json, $$"""{"{{new string('k', 1001)}}":1}""").Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapped_value_is_found_in_a_document_too_wide_to_list()
    {
        var reading = Reading.Of(ResultFormat.Json, "[" + string.Join(',', Enumerable.Repeat("1", 100_001)) + "]", Reading.Map(("last", "[-1]"), ("no", "nowhere")));
        Assert.Equal("last=1", reading.Text());
        Assert.Contains("too many keys to name", Assert.Single(reading.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_with_broken_surrogates_are_a_problem_not_a_crash() =>
        Assert.NotEmpty(Reading.Of(ResultFormat.Json, """{"\ud800":1}""").Problems);

    [Fact]
    public void Every_double_comes_back_bit_for_bit() =>
        Prop.ForAll<double>(number =>
        {
            var text = double.IsNaN(number) || double.IsInfinity(number) ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            var value = Assert.Single(Reading.Of(ResultFormat.Json, $$"""{"x":{{text}}}""").Metrics).Value;
            return BitConverter.DoubleToInt64Bits(value.Number) == BitConverter.DoubleToInt64Bits(number);
        }).Holds();
}
