using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>Calls the real command as a process of its own, in a folder of the test's.</summary>
internal sealed class AssayBinary(string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Folder the command is called in.</summary>
    public string Folder { get; } = folder;

    /// <summary>Runs the command to its end.</summary>
    /// <param name="words">What follows "assay".</param>
    /// <returns>Exit code and output.</returns>
    public CommandResult Run(params string[] words)
    {
        using var process = Start(words);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"assay {string.Join(' ', words)} did not end within {Patience}.\n{output.Result}\n{error.Result}");
        }

        return new CommandResult(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Runs the command and expects exit code 0.</summary>
    /// <param name="words">What follows "assay".</param>
    /// <returns>What it printed.</returns>
    public string Ok(params string[] words)
    {
        var result = Run(words);
        Assert.True(result.ExitCode == 0, $"assay {string.Join(' ', words)}: exit code {result.ExitCode}\n{result.Output}\n{result.Error}");
        return result.Output;
    }

    /// <summary>Runs a verb with --json and expects exit code 0.</summary>
    /// <param name="words">What follows "assay", without --json.</param>
    /// <returns>The object it printed.</returns>
    public JsonElement Json(params string[] words)
    {
        using var document = JsonDocument.Parse(Ok([.. words, "--json"]));
        return document.RootElement.Clone();
    }

    /// <summary>The items of a verb's JSON.</summary>
    /// <param name="words">What follows "assay", without --json.</param>
    public JsonElement[] Items(params string[] words) => [.. Json(words).GetProperty("items").EnumerateArray()];

    /// <summary>Starts the command and does not wait.</summary>
    /// <param name="words">What follows "assay".</param>
    /// <returns>The process; its output is piped.</returns>
    public Process Start(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Assay.Cli.dll"));
        foreach (var word in words)
            start.ArgumentList.Add(word);
        start.Environment["NO_COLOR"] = "1";
        var process = Process.Start(start.InCleanEnvironment())!;
        process.StandardInput.Close();
        return process;
    }
}

/// <summary>What a finished command left.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output, string Error);
