using System.Text;
using Assay.Execution.Spool;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Execution.Spool;

public sealed class SpoolReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("spool.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_that_is_still_being_written_is_left_for_later()
    {
        var reader = new SpoolReader(Path, new TestClock());
        Assert.Null(reader.Read());
        Append(Line(1) + "{\"e\":\"met");
        Assert.Equal([1], Take(reader));
        Assert.Equal((Line(1).Length, 9), (reader.Offset, reader.Unfinished()));
        Append("ric\",\"k\":\"a\",\"x\":2}\n");
        Assert.Equal([2], Take(reader));
    }

    [Fact]
    public void What_was_not_accepted_is_read_again()
    {
        Append(Line(1) + Line(2) + Line(3));
        var reader = new SpoolReader(Path, new TestClock());
        var batch = reader.Read()!;
        reader.Accept(batch, 1);
        Assert.Equal([2, 3], Take(reader));
    }

    [Fact]
    public void Any_split_of_the_bytes_gives_the_same_events()
    {
        var bytes = Encoding.UTF8.GetBytes("\n" + Line(1) + "{\"e\":\"series\",\"k\":\"a\",\"x\":{\"split\":\"ü\"}}\n" + Line(2) + "nonsense ünï\r\n \n" + Line(3) + "{\"e\":\"par");
        var whole = Events(bytes, [bytes.Length]);
        Assert.Equal(5, whole.Count);
        // Every cut in two, and every step width: all the places where a writer can be overtaken.
        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(whole, Events(bytes, [cut, bytes.Length]));
        for (var width = 1; width < 20; width++)
            Assert.Equal(whole, Events(bytes, [.. Enumerable.Range(1, bytes.Length / width).Select(i => i * width), bytes.Length]));
    }

    [Fact]
    public void A_long_line_is_passed_over_and_the_rest_is_read()
    {
        var atLimit = "{\"e\":\"metric\",\"k\":\"a\",\"x\":1,\"pad\":\"" + new string('x', SpoolReader.LineLimit - 37) + "\"}\n";
        Assert.Equal(SpoolReader.LineLimit + 1, atLimit.Length);
        Append(atLimit + atLimit.Replace("x\"}", "xy\"}", StringComparison.Ordinal) + new string('z', 9 << 20));
        var reader = new SpoolReader(Path, new TestClock());
        var events = All(reader);
        Assert.IsType<SpoolEvent.Metric>(events[0].Event);
        Assert.StartsWith("has 1,048,577 bytes", Assert.IsType<SpoolEvent.Problem>(events[1].Event).Sentence, StringComparison.Ordinal);
        Assert.Equal(2, events.Count);
        // An overlong line that grows is not taken as anything until it ends.
        Append(new string('z', 1 << 20));
        Assert.Null(reader.Read());
        Append("\n" + Line(7));
        var rest = All(reader);
        Assert.StartsWith("has 10,485,760 bytes", Assert.IsType<SpoolEvent.Problem>(rest[0].Event).Sentence, StringComparison.Ordinal);
        Assert.Equal((4L, 7.0), (rest[1].Number, ((SpoolEvent.Metric)rest[1].Event).Point.Value.Number));
    }

    [Fact]
    public void A_file_that_became_shorter_is_refused()
    {
        Append(Line(1) + Line(2));
        var reader = new SpoolReader(Path, new TestClock());
        Take(reader);
        File.WriteAllText(Path, Line(1));
        Assert.Null(reader.Read());
        Assert.Contains("fewer than the", reader.Refusal, StringComparison.Ordinal);
        Append(Line(2) + Line(3));
        Assert.Null(reader.Read());
    }

    [Fact]
    public void A_file_that_begins_otherwise_is_refused()
    {
        Append(Line(1));
        var reader = new SpoolReader(Path, new TestClock());
        Take(reader);
        File.WriteAllText(Path, Line(5) + Line(6));
        Assert.Null(reader.Read());
        Assert.Contains("begins otherwise", reader.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_is_resumed_with_what_the_consumed_lines_declared()
    {
        var text = "{\"e\":\"series\",\"k\":\"a\",\"x\":{\"split\":\"test\"}}\n" + Line(1);
        Append(text + Line(2));
        var reader = new SpoolReader(Path, new TestClock());
        reader.Resume(new SpoolPosition("spool.jsonl", text.Length, SpoolReader.Digest(Encoding.UTF8.GetBytes(text))));
        var line = Assert.Single(All(reader));
        Assert.Equal((3L, "test"), (line.Number, line.Declared["a"].Split));
    }

    [Theory]
    [InlineData(0, "not the digest")]
    [InlineData(1000, "")]
    public void Resuming_in_another_file_is_refused(long more, string digest)
    {
        Append(Line(1));
        var reader = new SpoolReader(Path, new TestClock());
        reader.Resume(new SpoolPosition("spool.jsonl", Line(1).Length + more, digest));
        Assert.NotNull(reader.Refusal);
    }

    private static string Line(int value) => $"{{\"e\":\"metric\",\"k\":\"a\",\"x\":{value}}}\n";

    private void Append(string text) => File.AppendAllText(Path, text);

    private List<SpoolLine> Events(byte[] bytes, int[] ends)
    {
        var path = _folder.File("split.jsonl");
        File.WriteAllBytes(path, []);
        var reader = new SpoolReader(path, new TestClock());
        var events = new List<SpoolLine>();
        var position = 0;
        foreach (var end in ends)
        {
            using (var stream = new FileStream(path, FileMode.Append))
                stream.Write(bytes, position, end - position);
            position = end;
            events.AddRange(All(reader));
        }

        Assert.Null(reader.Refusal);
        return [.. events.Select(e => e with { Declared = System.Collections.Immutable.ImmutableDictionary<string, MetricIdentity>.Empty })];
    }

    private static List<SpoolLine> All(SpoolReader reader)
    {
        var lines = new List<SpoolLine>();
        while (reader.Read() is { } batch)
        {
            lines.AddRange(batch.Lines);
            reader.Accept(batch, batch.Lines.Count);
        }

        return lines;
    }

    private static IEnumerable<int> Take(SpoolReader reader) => All(reader).Select(l => (int)((SpoolEvent.Metric)l.Event).Point.Value.Number);

    [Fact]
    public void A_spool_that_is_emptied_after_a_part_was_read_is_refused()
    {
        File.WriteAllText(Path, "{\"e\":\"metric\",\"k\":\"a\",\"x\":1}\n");
        var reader = new SpoolReader(Path, new TestClock());
        var batch = reader.Read()!;
        reader.Accept(batch, batch.Lines.Count);
        File.WriteAllText(Path, "");
        Assert.Null(reader.Read());
        Assert.Contains("emptied", reader.Refusal, StringComparison.Ordinal);
    }
}
