using System.Diagnostics;
using System.Text.Json;
using Assay.Testing;

namespace Assay.EndToEnd.Tests.Running;

/// <summary>A plan from the first call to the tracker, through the real command.</summary>
public sealed class PlanTests
{
    private const string TwoPriorities = """
        name: demo
        metrics: { score: { definition: made up, split: valid, direction: maximize } }
        defaults:
          command: "mkdir -p ${out} && echo '{\"score\": 0.'${n}'}' > ${out}/results.json"
          results: "${out}/results.json"
        priorities:
          P1: { title: First, ids: D-1..D-3, matrix: { n: [1, 2, 3] } }
          P2: { title: Second, ids: D-4..D-5, matrix: { n: [4, 5] }, needs: [P1] }
        """;

    [Fact]
    public void A_plan_runs_once_and_prints_its_tracker()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", TwoPriorities);
        var assay = new AssayBinary(folder.Path);
        Assert.Contains("5 would run", assay.Ok("run", "--dry-run"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File(".assay")));
        assay.Ok("run", "--jobs", "2");
        Assert.Contains("nothing is due", assay.Ok("run"), StringComparison.Ordinal);
        var tracker = assay.Ok("log", "--format", "tracker");
        Assert.Contains("| P1 | D-1 to D-3 | ✅ Complete | D-3: 0.3 score |", tracker, StringComparison.Ordinal);
        Assert.Contains("| 1 | **D-5** | 5 | **0.5** |", tracker, StringComparison.Ordinal);
        using var top = JsonDocument.Parse(assay.Ok("top", "--by", "score", "--json", "--limit", "1"));
        Assert.Equal("assay/top/1", top.RootElement.GetProperty("schema").GetString());
        Assert.Equal(1, top.RootElement.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public void A_changed_configuration_is_due_again_and_says_so()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", TwoPriorities);
        var assay = new AssayBinary(folder.Path);
        assay.Ok("run");
        folder.Write("assay.yaml", TwoPriorities.Replace("n: [4, 5]", "n: [4, 6]", StringComparison.Ordinal));
        var dry = assay.Ok("run", "--dry-run");
        Assert.Contains("1 would run, 4 would not", dry, StringComparison.Ordinal);
        Assert.Contains("changed since run", dry, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_that_leaves_no_result_is_failed_and_blocks_what_needs_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", TwoPriorities.Replace("/results.json\"\n  results", "/other.json\"\n  results", StringComparison.Ordinal));
        var assay = new AssayBinary(folder.Path);
        var run = assay.Run("run");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("3 failed, 2 blocked", run.Output, StringComparison.Ordinal);
        Assert.Contains("it needs P1, but D-1 failed", run.Output, StringComparison.Ordinal);
        Assert.Contains("results.json", assay.Ok("show", "D-1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_an_earlier_run_do_not_count_for_a_later_one()
    {
        using var folder = new TemporaryFolder();
        const string Plan = "name: stale\nexperiments:\n  - { id: S-1, command: 'COMMAND', out: out, results: out/results.json }\n";
        folder.Write("assay.yaml", Plan.Replace("COMMAND", """mkdir -p out; echo "{\"a\": 1}" > out/results.json""", StringComparison.Ordinal));
        var assay = new AssayBinary(folder.Path);
        assay.Ok("run");
        folder.Write("assay.yaml", Plan.Replace("COMMAND", "true", StringComparison.Ordinal));
        Assert.Equal(1, assay.Run("run").ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_stops_the_children_and_the_next_run_resumes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGINT is a POSIX signal.");
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", """
            name: stop
            experiments:
              - { id: C-1, command: "trap 'echo interrupted > trapped; exit 9' INT; touch started; i=0; while [ ! -e go ] && [ $i -lt 3000 ]; do i=$((i+1)); sleep 0.1; done" }
            """);
        var assay = new AssayBinary(folder.Path);
        using var runner = assay.Start("run");
        await Eventually.TrueAsync(() => File.Exists(folder.File("started")), "the command has started");
        using (var kill = Process.Start("kill", ["-INT", runner.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        var output = await runner.StandardOutput.ReadToEndAsync();
        await runner.WaitForExitAsync();
        Assert.Equal(130, runner.ExitCode);
        Assert.Contains("the same command resumes", output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("trapped")), "the child got SIGINT first");
        Assert.Contains("cancelled", assay.Ok("runs"), StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("go"), "");
        Assert.Contains("1 completed", assay.Ok("run"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a 'quoted' folder")]
    [InlineData("käse \"und\" $HOME")]
    [InlineData("new\nline")]
    public void Folders_with_odd_names_work(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not allow such names.");
        using var folder = new TemporaryFolder();
        var inner = Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;
        File.WriteAllText(Path.Combine(inner, "assay.yaml"), TwoPriorities);
        var assay = new AssayBinary(inner);
        assay.Ok("run", "--jobs", "2");
        Assert.Contains("5 done", assay.Ok("list"), StringComparison.Ordinal);
    }
}
