using Assay.Testing;
using Assay.Tracking.Results;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Tracking.Results;

public sealed class ResultReaderTests
{
    [Fact]
    public void What_was_declared_and_not_written_is_missing_and_the_rest_is_kept()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", """{"x":1}""");
        Directory.CreateDirectory(folder.File("sub", "b.json"));
        var reading = ResultReader.Read(
            [new ResultSource(ResultFormat.Json, "a.json"), new ResultSource(ResultFormat.Csv, "none.csv"), new ResultSource(ResultFormat.Json, "sub/b.json")], folder.Path, null);
        Assert.Equal("x=1", reading.Text());
        Assert.Equal(["none.csv: declared as a result, but not written.", "sub/b.json: declared as a result file, but it is a folder."], reading.Missing);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Of_two_results_that_give_one_metric_the_first_is_kept_and_that_is_said()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", """{"x":1}""");
        folder.Write("b.json", """{"x":2,"y":3}""");
        var reading = ResultReader.Read([new ResultSource(ResultFormat.Json, "a.json"), new ResultSource(ResultFormat.Json, "b.json")], folder.Path, null);
        Assert.Equal("x=1; y=3", reading.Text());
        Assert.Contains("b.json: metric 'x' was already read from a.json", Assert.Single(reading.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        using (var big = File.Create(folder.File("big.json")))
            big.SetLength(ResultReader.SizeLimit + 1);
        var reading = ResultReader.Read([new ResultSource(ResultFormat.Json, "big.json")], folder.Path, null);
        Assert.Equal("big.json: larger than the 64 MiB that are read from a result.", Assert.Single(reading.Problems));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b.json")]
    public void A_location_that_is_no_file_name_is_a_sentence(string location)
    {
        using var folder = new TemporaryFolder();
        var reading = ResultReader.Read([new ResultSource(ResultFormat.Json, location)], folder.Path, null);
        Assert.False(reading.HasResult);
        Assert.Equal(1, reading.Missing.Count + reading.Problems.Count);
    }

    [Theory]
    [InlineData(ResultFormat.Json)]
    [InlineData(ResultFormat.Csv)]
    [InlineData(ResultFormat.JsonLines)]
    [InlineData(ResultFormat.JUnit)]
    [InlineData(ResultFormat.Trx)]
    public void Random_bytes_never_throw(ResultFormat format) =>
        Prop.ForAll<byte[]>(bytes =>
        {
            var reading = Reading.Of(format, bytes);
            var mapped = Reading.Of(format, bytes, Reading.Map(("m", "a.b[0]")), "step", lastRowOnly: false);
            // Whatever was not read is explained.
            return (reading.HasResult || reading.Problems.Count > 0) && (mapped.HasResult || mapped.Problems.Count > 0);
        }).Holds();

    [Theory]
    [InlineData(ResultFormat.Json, """{"a":{"b":[1,NaN,null]},"s":"x\ud83d\ude00","step":3}""")]
    [InlineData(ResultFormat.JsonLines, "{\"a\":1,\"step\":1}\n{\"a\":Infinity,\"step\":2}\n")]
    [InlineData(ResultFormat.Csv, "step,a\n1,\"2\"\n2,nan\n")]
    [InlineData(ResultFormat.JUnit, "<testsuite tests=\"1\" time=\"2\"><testcase><skipped/></testcase></testsuite>")]
    [InlineData(ResultFormat.Trx, "<TestRun><Times start=\"2026-01-01\" finish=\"2026-01-02\"/><Counters total=\"2\" passed=\"1\"/></TestRun>")]
    public void A_result_with_a_few_bytes_changed_or_cut_never_throws(ResultFormat format, string content) =>
        Prop.ForAll<NonNegativeInt, byte, NonNegativeInt>((at, value, length) =>
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(content);
            bytes[at.Get % bytes.Length] = value;
            var cut = bytes[..(bytes.Length - length.Get % bytes.Length)];
            var reading = Reading.Of(format, cut);
            return reading.HasResult || reading.Problems.Count > 0;
        }).Holds();

    [Fact]
    public void Random_output_and_random_patterns_never_throw() =>
        Prop.ForAll<NonNull<string>, NonNull<string>>((pattern, output) =>
        {
            var reading = Reading.OfOutput(pattern.Get, output.Get);
            return reading.HasResult || reading.Problems.Count > 0;
        }).Holds();
}
