using System.Diagnostics;
using System.Globalization;
using Assay.Testing;

namespace Assay.EndToEnd.Tests.Recording;

/// <summary>Any command, recorded.</summary>
public sealed class ExecTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AssayBinary _assay;

    public ExecTests()
    {
        _assay = new AssayBinary(_folder.Path);
        _assay.Ok("init");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "completed", "true")]
    [InlineData(3, "failed", "exit 3; true")]
    [InlineData(127, "failed", "nosuchcommand --x")]
    [InlineData(143, "failed", "kill -TERM $$; true")]
    [InlineData(137, "failed", "kill -KILL $$; true")]
    public void The_command_s_exit_code_is_the_exit_code(int code, string status, string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are those of a POSIX shell.");
        Assert.Equal(code, _assay.Run("exec", "--", command).ExitCode);
        Assert.Equal(status, Assert.Single(_assay.Items("runs")).GetProperty("status").GetString());
    }

    [Fact]
    public void A_program_that_is_not_there_is_127()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "127 is a POSIX shell's.");
        Assert.Equal(127, _assay.Run("exec", "--", "./nosuchcommand", "--x").ExitCode);
    }

    [Fact]
    public void Arguments_and_output_pass_through_unchanged()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "printf is a POSIX program.");
        var result = _assay.Run("exec", "--", "printf", "%s|", "a b", "it's", "\"q\"", "$HOME", "");
        Assert.Equal("a b|it's|\"q\"|$HOME||", result.Output);
    }

    [Fact]
    public void A_command_that_reads_finds_its_input_empty()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "cat is a POSIX program.");
        Assert.Equal("", _assay.Ok("exec", "--", "cat"));
    }

    [Fact]
    public void Each_step_of_a_chain_is_known_by_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are those of a POSIX shell.");
        Assert.Equal(1, _assay.Run("exec", "--", "echo a && false && sort never").ExitCode);
        var page = _assay.Ok("show", Id());
        Assert.Matches(@"echo\s+0\s", page);
        Assert.Matches(@"false\s+1\s", page);
        Assert.Matches(@"sort\s+not reached", page);
    }

    [Theory]
    [InlineData("===== 3 failed, 120 passed, 2 skipped in 4.56s =====", 120, 3, 2)]
    [InlineData("Failed!  - Failed:     3, Passed:   120, Skipped:     2, Total:   125, Duration: 42 ms - X.dll (net10.0)", 120, 3, 2)]
    [InlineData("test result: FAILED. 120 passed; 3 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.05s", 120, 3, 2)]
    public void Summaries_of_test_programs_become_metrics(string line, int passed, int failed, int skipped)
    {
        _folder.Write("line.txt", line + "\n");
        Assert.Equal(1, _assay.Run("exec", "--", OperatingSystem.IsWindows() ? "type line.txt & exit 1" : "cat line.txt; exit 1").ExitCode);
        var metrics = Assert.Single(_assay.Items("runs")).GetProperty("metrics");
        Assert.Equal((passed, failed, skipped), (metrics.GetProperty("tests/passed").GetInt32(), metrics.GetProperty("tests/failed").GetInt32(), metrics.GetProperty("tests/skipped").GetInt32()));
    }

    [Fact]
    public void A_result_that_was_declared_and_not_written_is_a_failure()
    {
        var result = _assay.Run("exec", "--results", "missing.json", "--", "echo", "done");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("missing.json: declared as a result, but not written", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_numbers_of_a_result_file_become_metrics()
    {
        _folder.Write("made.json", """{"auc": 0.5, "nested": {"a": 1e-3}}""");
        _assay.Ok("exec", "--results", "r.json", "--", OperatingSystem.IsWindows() ? "copy made.json r.json" : "cp made.json r.json");
        var metrics = Assert.Single(_assay.Items("runs")).GetProperty("metrics");
        Assert.Equal(0.5, metrics.GetProperty("auc").GetDouble());
        Assert.Equal(0.001, metrics.GetProperty("nested.a").GetDouble());
    }

    [Fact]
    public void A_time_limit_stops_the_command_and_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sleep is a POSIX program.");
        var result = _assay.Run("exec", "--timeout", "1s", "--", "sleep", "60");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("timed out after 1s", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, _assay.Run("exec", "--timeout", "2x", "--", "true").ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_cancels_the_run_and_is_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGINT is a POSIX signal.");
        using var exec = _assay.Start("exec", "--", "touch started; i=0; while [ $i -lt 3000 ]; do i=$((i+1)); sleep 0.1; done");
        await Eventually.TrueAsync(() => File.Exists(_folder.File("started")), "the command has started");
        using (var kill = Process.Start("kill", ["-INT", exec.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await exec.WaitForExitAsync();
        Assert.Equal(130, exec.ExitCode);
        Assert.Equal("cancelled", Assert.Single(_assay.Items("runs")).GetProperty("status").GetString());
    }

    private string Id() => Assert.Single(_assay.Items("runs")).GetProperty("id").GetString()!;

    [Fact]
    public void A_planned_command_is_written_down_and_not_run()
    {
        using var folder = new TemporaryFolder();
        var assay = new AssayBinary(folder.Path);
        assay.Ok("init");
        Assert.Contains("nothing was executed", assay.Ok("exec", "--status", "planned", "--title", "later", "--", "touch", "made"), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("made")));
        Assert.Equal("planned", assay.Items("runs")[0].GetProperty("status").GetString());
        Assert.Equal(2, assay.Run("exec", "--status", "completed", "--", "true").ExitCode);
        Assert.Single(assay.Items("runs"));
    }
}
