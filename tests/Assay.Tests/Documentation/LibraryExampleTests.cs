using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Documentation;

/// <summary>The example of docs/how-to/library.md is this test's body, so it compiles and runs.</summary>
public sealed class LibraryExampleTests
{
    [Fact]
    public async Task The_documented_example_runs()
    {
        using var temporary = new TemporaryFolder();
        var folder = Path.Combine(temporary.Path, ".assay");
        List<string> printed = [];

        // example
        await using var store = await Store.OpenAsync(folder);

        await using (var run = await store.StartRunAsync("spy-h1", new { lr = 1e-4, dropout = 0.1 }, reason: "lower dropout"))
        {
            run.Metric("valid/auc", new MetricIdentity("valid/auc") { Definition = "auroc", Split = "valid", Direction = Direction.Maximize });
            for (var epoch = 0; epoch < 10; epoch++)
                run.Log("valid/auc", 0.70 + (0.002 * epoch), step: epoch);
            await run.CompleteAsync("best so far");
        }

        await foreach (var row in store.SearchAsync("metrics.valid/auc > 0.7 and params.lr = '1e-4' order by best(metrics.valid/auc) desc limit 5"))
            printed.Add($"{row.Run.Name}: {row.Metrics["valid/auc"].Best}");
        // example ends

        var line = Assert.Single(printed);
        Assert.EndsWith(": 0.718", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_shows_the_example_as_it_is()
    {
        Assert.SkipWhen(RepositoryFolder.Root is null, "The checkout is not there: the page cannot be read.");
        var source = File.ReadAllText(Path.Combine(RepositoryFolder.Root!, "tests", "Assay.Tests", "Documentation", "LibraryExampleTests.cs")).ReplaceLineEndings("\n");
        var start = source.IndexOf("// example\n", StringComparison.Ordinal) + "// example\n".Length;
        var code = source[start..source.IndexOf("        // example ends", StringComparison.Ordinal)];
        var shown = string.Join('\n', code.Split('\n').Select(line => line.Length > 8 ? line[8..] : line.Trim()))
            .Replace("printed.Add(", "Console.WriteLine(", StringComparison.Ordinal).Replace("OpenAsync(folder)", "OpenAsync(\".assay\")", StringComparison.Ordinal);
        Assert.Contains(shown, File.ReadAllText(Path.Combine(RepositoryFolder.Root!, "docs", "how-to", "library.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
