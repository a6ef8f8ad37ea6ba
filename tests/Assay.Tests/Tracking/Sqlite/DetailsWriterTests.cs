using System.Buffers;
using System.Text;
using System.Text.Json;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Tests.Tracking.Sqlite;

public sealed class DetailsWriterTests
{
    private static readonly RunDetails Full = new()
    {
        Command = "python \"train.py\" --größe <1>",
        Arguments = ["a", "", "b\n"],
        WorkingDirectory = "/w",
        Environment = new Dictionary<string, string> { ["B"] = "2", ["a.Key"] = "" },
        Config = "{\"lr\":0.1}",
        ConfigDigest = "d",
        ConfigPath = "c.yaml",
        Inputs = ["in"],
        Outputs = [],
        Notes = "n",
        Git = new GitState("abc", null, Dirty: true) { DiffPath = "p", DiffDigest = "q" },
        Host = new HostFacts("h", "Linux", 2, ["gpu"]),
        Signal = "SIGKILL",
        PeakMemory = MetricValue.Of(1.5e9),
        CpuSeconds = MetricValue.Undefined("not measured"),
        ErrorTail = "tail",
        Steps = [new StepOutcome("s", "t", 0, 0.25), new StepOutcome("u", "v", null, null)],
        ImportedFrom = "log.md",
        Log = new LogOrigin("Run 1", 12)
        {
            Name = "Run 1",
            Dated = "2025-11~",
            HasStatus = false,
            CommandKind = "pattern",
            Shell = "bash",
            Lines = new Dictionary<string, int> { ["params.lr"] = 3 },
            TextLines = new Dictionary<string, int>(),
        },
    };

    [Fact]
    public void Details_are_written_as_the_serializer_writes_them()
    {
        foreach (var details in new[] { Full, new RunDetails(), Full with { Git = null, Log = new LogOrigin("k", 1), PeakMemory = MetricValue.Of(double.NaN) } })
            Assert.Equal(JsonSerializer.Serialize(details, DetailsJson.Default.RunDetails), Written(details));
    }

    [Fact]
    public void Details_read_back_as_they_were_written()
    {
        var written = Written(Full);

        Assert.Equal(written, Written(DetailsJson.Read(written)));
    }

    private static string Written(RunDetails details) => Encoding.UTF8.GetString(DetailsWriter.Write(details, new ArrayBufferWriter<byte>()));
}
