using System.Text;
using Assay.Execution.Spool;
using Assay.Testing;
using Assay.Tracking;
using FsCheck.Fluent;

namespace Assay.Tests.Execution.Spool;

public sealed class SpoolParserTests
{
    [Theory]
    [InlineData("0.718", 0.718)]
    [InlineData("-3", -3.0)]
    [InlineData("\"NaN\"", double.NaN)]
    [InlineData("NaN", double.NaN)]
    [InlineData("\"Infinity\"", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    public void A_metric_keeps_its_value(string x, double value)
    {
        var metric = Assert.IsType<SpoolEvent.Metric>(Parse($"{{\"x\":{x},\"v\":1,\"t\":1700000000123456,\"e\":\"metric\",\"k\":\"valid/auc\",\"s\":12}}"));
        Assert.Equal(("valid/auc", 12, MetricValue.Of(value)), (metric.Key, metric.Point.Step, metric.Point.Value));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddTicks(17_000_000_001_234_560), metric.Point.Time);
    }

    [Fact]
    public void An_undefined_metric_keeps_its_reason_and_takes_the_reader_s_time()
    {
        var metric = Assert.IsType<SpoolEvent.Metric>(Parse("{\"e\":\"metric\",\"k\":\"auc\",\"x\":null,\"why\":\"one class only\"}"));
        Assert.Equal((MetricValue.Undefined("one class only"), Some.Time, 0L), (metric.Point.Value, metric.Point.Time, metric.Point.Step));
    }

    [Fact]
    public void A_param_keeps_the_digits_and_the_nesting_it_was_written_with()
    {
        Assert.Equal(new SpoolEvent.Parameter("lr", "1e-5"), Parse("{\"e\":\"param\",\"k\":\"lr\",\"x\":1e-5}"));
        Assert.Equal(new SpoolEvent.Parameter("net", "{\"layers\":[1, 2]}"), Parse("{\"e\":\"param\",\"k\":\"net\",\"x\":{\"layers\":[1, 2]},\"t\":5}"));
    }

    [Fact]
    public void The_other_events_are_read()
    {
        Assert.Equal(new SpoolEvent.Tag("role", "base\"line"), Parse("{\"e\":\"tag\",\"k\":\"role\",\"x\":\"base\\\"line\"}"));
        Assert.Equal(new SpoolEvent.Tag("role", null), Parse("{\"e\":\"tag\",\"k\":\"role\",\"x\":null}"));
        Assert.Equal(new SpoolEvent.Artifact("out/model.pt", null, null), Parse("{\"e\":\"artifact\",\"k\":\"out/model.pt\"}"));
        Assert.Equal(new SpoolEvent.Artifact("m", 5, "ab"), Parse("{\"e\":\"artifact\",\"k\":\"m\",\"x\":{\"size\":5,\"digest\":\"ab\"}}"));
        Assert.Equal(
            new SpoolEvent.Dataset("sp500", "ab", "train", 5104, "data/sp500.csv"),
            Parse("{\"e\":\"dataset\",\"k\":\"sp500\",\"x\":{\"digest\":\"ab\",\"role\":\"train\",\"rows\":5104,\"source\":\"data/sp500.csv\"}}"));
        Assert.Equal(new SpoolEvent.Remark(NoteKind.NextStep, "lower lr"), Parse("{\"e\":\"note\",\"k\":\"next-step\",\"x\":\"lower lr\"}"));
        Assert.Equal(
            new SpoolEvent.Series("auc", new MetricIdentity("auc") { Definition = "auroc", Split = "test", Context = "{\"a\":2,\"b\":1}", Direction = Direction.Maximize }),
            Parse("{\"e\":\"series\",\"k\":\"auc\",\"x\":{\"definition\":\"auroc\",\"split\":\"test\",\"context\":{\"b\":1,\"a\":2},\"direction\":\"maximize\"}}"));
    }

    [Theory]
    [InlineData("[1]", "is not a JSON object")]
    [InlineData("{\"e\":\"metric\",\"k\":\"a\",\"x\":1} trailing", "is not a JSON object")]
    [InlineData("{\"e\":\"metric\",\"k\":\"a\",\"x\":0.7", "is not a JSON object")]
    [InlineData("{\"k\":\"a\",\"x\":1}", "has no event")]
    [InlineData("{\"e\":\"metric\",\"x\":1}", "has no key")]
    [InlineData("{\"e\":\"metric\",\"k\":\"a\",\"x\":\"high\"}", "has a value \"x\" that is no number")]
    [InlineData("{\"e\":\"metric\",\"k\":\"a\",\"x\":1,\"s\":1.5}", "has a step \"s\" that is no whole number")]
    [InlineData("{\"e\":\"metric\",\"k\":\"a\",\"x\":1,\"t\":-1}", "has a time \"t\"")]
    [InlineData("{\"e\":\"metric\",\"k\":7,\"x\":1}", "has a key \"k\" that is no text")]
    [InlineData("{\"v\":2,\"e\":\"metric\",\"k\":\"a\",\"x\":1}", "has version 2")]
    [InlineData("{\"e\":\"series\",\"k\":\"a\",\"x\":{\"direction\":\"up\"}}", "has a direction")]
    [InlineData("{\"e\":\"gradient\",\"k\":\"a\",\"x\":1}", "is an event 'gradient' that is not known")]
    public void A_bad_line_is_told_with_its_text(string line, string what)
    {
        var problem = Assert.IsType<SpoolEvent.Problem>(Parse(line));
        Assert.StartsWith(what, problem.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(line, problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void No_bytes_at_all_throw() => Prop.ForAll<byte[]>(bytes =>
    {
        byte[] line = [.. "{\"e\":\"metric\",\"k\":\""u8, .. bytes, .. "\",\"x\":1}"u8];
        return SpoolParser.Parse(line, Some.Time) is not null && SpoolParser.Parse([1, .. bytes], Some.Time) is not null;
    }).Holds();

    private static SpoolEvent Parse(string line) => SpoolParser.Parse(Encoding.UTF8.GetBytes(line), Some.Time);
}
