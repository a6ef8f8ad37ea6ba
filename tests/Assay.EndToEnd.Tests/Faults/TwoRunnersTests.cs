using Assay.Testing;

namespace Assay.EndToEnd.Tests.Faults;

/// <summary>Two runners on one plan at once.</summary>
public sealed class TwoRunnersTests
{
    [Fact]
    public async Task No_experiment_runs_twice()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", """
            name: two
            defaults: { command: "echo ${id} >> executed.txt; sleep 0.05; mkdir -p ${out}; echo '{\"x\": 1}' > ${out}/results.json", results: "${out}/results.json" }
            priorities:
              P1: { ids: T-1..T-30, matrix: { a: [1, 2, 3, 4, 5, 6], b: [1, 2, 3, 4, 5] } }
            """);
        var assay = new AssayBinary(folder.Path);
        using var first = assay.Start("run", "--jobs", "2");
        using var second = assay.Start("run", "--jobs", "2");
        var outputs = await Task.WhenAll(first.StandardOutput.ReadToEndAsync(), second.StandardOutput.ReadToEndAsync(), first.StandardError.ReadToEndAsync(), second.StandardError.ReadToEndAsync());
        await first.WaitForExitAsync();
        await second.WaitForExitAsync();
        Assert.True(first.ExitCode == 0 && second.ExitCode == 0, string.Join("\n---\n", outputs));
        var executed = await File.ReadAllLinesAsync(folder.File("executed.txt"));
        Assert.Equal(30, executed.Distinct().Count());
        Assert.Equal(30, executed.Length);
    }
}
