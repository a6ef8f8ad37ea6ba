using Assay.Execution;
using Assay.Execution.Local;
using Assay.Planning;

namespace Assay.Tests.Execution.Local;

public sealed class WindowsCommandLineTests
{
    [Fact]
    public void Output_goes_to_files_and_the_exit_code_is_kept() => Assert.Equal(
        "/d /v:off /s /c \"(python train.py ^\"a b^\") <nul >\"%ASSAY_RUN_DIR%\\stdout.log\" 2>\"%ASSAY_RUN_DIR%\\stderr.log\" & call echo %^errorlevel%>\"%ASSAY_RUN_DIR%\\exit\"\"",
        WindowsCommandLine.Build(LaunchCommand.OfArguments("python", "train.py", "a b")));

    [Fact]
    public void A_line_break_cannot_be_passed() =>
        Assert.Throws<ExecutionException>(() => WindowsCommandLine.Build(LaunchCommand.OfShell("a\nb")));
}
