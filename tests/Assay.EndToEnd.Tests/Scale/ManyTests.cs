using Assay.Testing;

namespace Assay.EndToEnd.Tests.Scale;

/// <summary>Many experiments, many writers.</summary>
public sealed class ManyTests
{
    [Fact]
    [Trait("Tier", "Slow")]
    public void A_thousand_trivial_experiments_lose_none()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", """
            name: trivial
            defaults: { command: "echo ${id} >> executed.txt" }
            priorities: { P: { ids: T-0001..T-1000, matrix: { a: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], b: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], c: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] } } }
            """);
        var assay = new AssayBinary(folder.Path);
        Assert.Contains("1000 completed", assay.Ok("run", "--jobs", "2"), StringComparison.Ordinal);
        Assert.Equal(1000, File.ReadAllLines(folder.File("executed.txt")).Distinct().Count());
        Assert.Equal(1000, assay.Items("runs", "status = completed", "--limit", "2000").Length);
        Assert.Contains("nothing is due", assay.Ok("run"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_writers_at_once_all_get_through()
    {
        using var folder = new TemporaryFolder();
        var assay = new AssayBinary(folder.Path);
        assay.Ok("init");
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => assay.Run("record", "--title", $"action {i}", "--metric", $"n={i}"))));
        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.Output + result.Error));
        Assert.Equal(20, assay.Items("runs", "--limit", "100").Length);
        assay.Ok("doctor");
    }

    [Fact]
    public void A_plan_of_ten_thousand_experiments_is_listed()
    {
        using var folder = new TemporaryFolder();
        var axis = "[" + string.Join(", ", Enumerable.Range(0, 100)) + "]";
        folder.Write("assay.yaml", $"name: large\ndefaults: {{ command: \"true\" }}\npriorities: {{ P: {{ matrix: {{ a: {axis}, b: {axis} }} }} }}\n");
        var assay = new AssayBinary(folder.Path);
        Assert.Contains("10000 experiments: 10000 pending", assay.Ok("list", "--limit", "3"), StringComparison.Ordinal);
        Assert.Contains("10000 would run, 0 would not", assay.Ok("run", "--dry-run"), StringComparison.Ordinal);
    }
}
