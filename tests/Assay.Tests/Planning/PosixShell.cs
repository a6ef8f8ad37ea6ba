using System.Diagnostics;

namespace Assay.Tests.Planning;

/// <summary>Runs commands through the machine's real <c>/bin/sh</c>.</summary>
internal static class PosixShell
{
    public static void SkipWhenMissing() => Assert.SkipUnless(File.Exists("/bin/sh"), "This machine has no /bin/sh to ask.");

    /// <summary>What the command prints, byte for byte as UTF-8.</summary>
    public static string Run(string command)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"sh ended with {process.ExitCode}: {error.Result}\n{command}");
        return output;
    }
}
