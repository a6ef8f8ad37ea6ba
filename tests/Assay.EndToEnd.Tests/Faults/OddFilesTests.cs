using Assay.Testing;

namespace Assay.EndToEnd.Tests.Faults;

/// <summary>Commands that leave other things than files, or harm what the runner reads: the runner ends, and says what it found.</summary>
public sealed class OddFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mkdir result.json")]
    [InlineData("mkfifo result.json")]
    [InlineData("ln -s result.json result.json")]
    [InlineData("ln -s /dev/zero result.json")]
    [InlineData("printf '{\\042' > result.json")]
    public void A_result_that_cannot_be_one_fails_the_run_by_name(string command)
    {
        var (assay, result) = RunOne(command, "results: result.json");
        Assert.True(result.ExitCode == 1, $"exit code {result.ExitCode}\n{result.Output}{result.Error}");
        Assert.Contains("no result: result.json", assay.Ok("show", "F-1"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_among_the_outputs_is_not_waited_for()
    {
        var (_, result) = RunOne("mkfifo pipe", "outputs: [pipe]");
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}\n{result.Output}{result.Error}");
    }

    [Theory]
    [InlineData("rm -f \"$ASSAY_SPOOL\"; mkfifo \"$ASSAY_SPOOL\"")]
    [InlineData("mkdir \"$ASSAY_SPOOL\"")]
    [InlineData("head -c 3000000 /dev/urandom > $ASSAY_SPOOL")]
    [InlineData("echo x > $ASSAY_SPOOL; sleep 0.5; : > $ASSAY_SPOOL")]
    [InlineData("echo x > $ASSAY_SPOOL; sleep 0.5; rm \"$ASSAY_SPOOL\"")]
    public void A_harmed_spool_does_not_end_or_stop_the_run(string command)
    {
        var (_, result) = RunOne(command, "env: { A: b }");
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}\n{result.Output}{result.Error}");
    }

    private (AssayBinary Assay, CommandResult Result) RunOne(string command, string more)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are of a POSIX shell.");
        _folder.Write("assay.yaml", $"name: odd\nexperiments:\n  - id: F-1\n    {more}\n    command: |\n      {command}\n");
        var assay = new AssayBinary(_folder.Path);
        return (assay, assay.Run("run"));
    }
}
