using System.Text.Json;
using Assay.Analyzers;
using Assay.Linting;

namespace Assay.Tests.Linting;

public sealed class SarifLogTests
{
    private static readonly Rule Edge = new("AS201", "On the edge", Severity.Warning, "Widen it.");

    [Fact]
    public void Files_runs_and_suppressions_are_written_where_the_standard_has_them()
    {
        var report = new LintReport(
            [
                new Finding(Edge, Severity.Error, Place.OfFile("out puts/a.json", 12), "at 1", "Widen it.") { Numbers = new Dictionary<string, double> { ["x"] = 1.5, ["none"] = double.NaN } },
                new Finding(Edge, Severity.Info, new Place(PlaceKind.Run, "r\"1") { Id = "019b7a0000007000800000000000aa01" }, "at 2", "Widen it.") { Suppressed = "known" },
            ],
            [],
            2);
        using var document = JsonDocument.Parse(SarifLog.Write(report, [Edge], "0.1.0"));
        var root = document.RootElement;
        Assert.Equal("2.1.0", root.GetProperty("version").GetString());
        var run = root.GetProperty("runs")[0];
        Assert.Equal("AS201", run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("id").GetString());
        var (first, second) = (run.GetProperty("results")[0], run.GetProperty("results")[1]);
        Assert.Equal(("error", 0, "at 1. Widen it."), (first.GetProperty("level").GetString(), first.GetProperty("ruleIndex").GetInt32(), first.GetProperty("message").GetProperty("text").GetString()));
        var physical = first.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(("out%20puts/a.json", 12), (physical.GetProperty("artifactLocation").GetProperty("uri").GetString(), physical.GetProperty("region").GetProperty("startLine").GetInt32()));
        Assert.Equal("{\"x\":1.5}", JsonSerializer.Serialize(first.GetProperty("properties")));
        Assert.Equal("note", second.GetProperty("level").GetString());
        Assert.Equal("run/019b7a0000007000800000000000aa01", second.GetProperty("locations")[0].GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString());
        Assert.Equal(("external", "known"), (second.GetProperty("suppressions")[0].GetProperty("kind").GetString(), second.GetProperty("suppressions")[0].GetProperty("justification").GetString()));
    }
}
