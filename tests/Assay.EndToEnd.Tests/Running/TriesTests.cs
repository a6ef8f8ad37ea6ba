using Assay.Testing;

namespace Assay.EndToEnd.Tests.Running;

/// <summary>Failures, tries, time limits and what follows from them.</summary>
public sealed class TriesTests
{
    [Fact]
    public void A_failure_is_tried_again_as_linked_runs_and_ends_failed_after_the_last()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", "name: tries\nexperiments: [{ id: T-1, command: 'echo ValueError: no such column >&2; exit 3', retries: 2, backoff: 10ms }]\n");
        var assay = new AssayBinary(folder.Path);
        var result = assay.Run("run");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("try 2 of 3", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 failed", result.Output, StringComparison.Ordinal);
        var runs = assay.Items("runs", "order by created");
        Assert.Equal(3, runs.Length);
        Assert.All(runs, run => Assert.Equal("failed", run.GetProperty("status").GetString()));
        Assert.Equal(runs[0].GetProperty("id").GetString(), runs[1].GetProperty("rerun_of").GetString());
        Assert.Equal(runs[1].GetProperty("id").GetString(), runs[2].GetProperty("rerun_of").GetString());
        var newest = assay.Json("show", "T-1").GetProperty("items")[0];
        Assert.Equal(runs[2].GetProperty("id").GetString(), newest.GetProperty("id").GetString());
        Assert.Equal("ValueError: no such column", newest.GetProperty("error_line").GetString());
        Assert.Single(assay.Items("list", "--state", "failed"));
    }

    [Fact]
    public void Without_retry_there_is_one_try()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", "name: tries\nexperiments: [{ id: T-1, command: 'exit 3', retries: 2 }]\n");
        var assay = new AssayBinary(folder.Path);
        Assert.Equal(1, assay.Run("run", "--no-retry").ExitCode);
        Assert.Single(assay.Items("runs"));
    }

    [Fact]
    public void A_command_that_takes_too_long_is_stopped_and_failed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is that of a POSIX shell.");
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", "name: slow\nexperiments: [{ id: T-1, command: 'sleep 60', timeout: 300ms }]\n");
        var assay = new AssayBinary(folder.Path);
        Assert.Equal(1, assay.Run("run").ExitCode);
        var run = Assert.Single(assay.Items("runs"));
        Assert.Equal("failed", run.GetProperty("status").GetString());
        Assert.Equal("timed out after 300ms", run.GetProperty("error_line").GetString());
    }

    [Fact]
    public void What_needs_a_failure_is_blocked_through_two_levels()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", """
            name: needs
            experiments:
              - { id: N-1, command: "exit 1" }
              - { id: N-2, command: "echo two", needs: [N-1] }
              - { id: N-3, command: "echo three", needs: [N-2] }
            """);
        var assay = new AssayBinary(folder.Path);
        var result = assay.Run("run", "--jobs", "3");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("N-2  it needs N-1, but N-1 failed", result.Output, StringComparison.Ordinal);
        Assert.Contains("N-3  it needs N-2, but N-2 ", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 failed, 2 blocked", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_order_two_levels()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", """
            name: needs
            experiments:
              - { id: N-3, command: "echo 3 >> order", needs: [N-2] }
              - { id: N-2, command: "echo 2 >> order", needs: [N-1] }
              - { id: N-1, command: "echo 1 >> order" }
            """);
        new AssayBinary(folder.Path).Ok("run", "--jobs", "3");
        Assert.Equal(["1", "2", "3"], File.ReadAllLines(folder.File("order")).Select(line => line.Trim()));
    }

    [Fact]
    public void Preparation_runs_once_for_all_experiments()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", "name: prep\nprepare: 'echo built >> built'\npriorities: { P: { matrix: { n: [1, 2, 3] }, command: 'echo ${n}' } }\n");
        new AssayBinary(folder.Path).Ok("run", "--jobs", "3");
        Assert.Single(File.ReadAllLines(folder.File("built")));
    }

    [Fact]
    public void A_failed_preparation_blocks_everything_and_shows_what_it_said()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", "name: prep\nprepare: 'echo error: no compiler >&2; exit 7'\nexperiments: [{ id: X-1, command: 'echo ran > ran' }]\n");
        var result = new AssayBinary(folder.Path).Run("run");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error: no compiler", result.Output + result.Error, StringComparison.Ordinal);
        Assert.Contains("1 blocked", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("ran")));
    }
}
