using System.Diagnostics;
using Assay.Cli.Completion;
using Assay.Testing;

namespace Assay.Cli.Tests.Completion;

public sealed class CompletionTests
{
    [Fact]
    public async Task Verbs_and_options_are_completed()
    {
        using var session = new CliSession();
        Assert.Equal(["record", "report", "restore"], (await AnswersAsync(session, "re")).Order());
        Assert.Equal(["add"], await AnswersAsync(session, "note", "a"));
        Assert.Equal(["--columns"], await AnswersAsync(session, "runs", "--co"));
        Assert.Equal(["decision"], await AnswersAsync(session, "note", "add", "text", "--kind", "d"));
        Assert.Equal(["bash"], await AnswersAsync(session, "completion", "b"));
        Assert.DoesNotContain("complete", await AnswersAsync(session, ""));
    }

    [Fact]
    public async Task Runs_and_plans_are_completed_from_the_store()
    {
        using var session = await CliSession.WithStudyAsync();
        Assert.Equal(["LF-55", "LF-56", "LF-57", "LF-58"], (await AnswersAsync(session, "show", "LF")).Order());
        Assert.Contains("0000aa01", await AnswersAsync(session, "compare", "LF-55", "0000a"));
        Assert.Contains("0000aa01", await AnswersAsync(session, "supersede", "LF-56", "--by", ""));
        Assert.Contains("LF-55", await AnswersAsync(session, "lint", "LF"));
        Assert.Equal(["AS101", "AS102", "AS103", "AS104", "AS105", "AS106", "AS107", "AS108"], await AnswersAsync(session, "lint", "--rule", "as1"));
    }

    [Theory]
    [InlineData("$(touch pwned)")]
    [InlineData("`touch pwned`")]
    [InlineData("two words")]
    [InlineData("a;b")]
    public async Task Names_that_a_shell_would_obey_are_not_offered(string name)
    {
        using var session = await CliSession.WithStoreAsync();
        await session.OutputAsync("record", "--name", name, "--title", "x");
        Assert.DoesNotContain(name, await AnswersAsync(session, "show", ""));
        Assert.Single(await AnswersAsync(session, "show", ""));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Scripts_are_as_approved(string shell)
    {
        using var session = new CliSession();
        await session.ApproveAsync($"Completion/{shell}", "completion", shell);
    }

    [Theory]
    [InlineData("assay re", "record report restore")]
    [InlineData("assay show LF-5", "LF-55 LF-56 LF-57 LF-58")]
    [InlineData("assay runs --lim", "--limit")]
    public async Task Bash_completes_with_the_script(string typed, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash on this machine.");
        using var session = await CliSession.WithStudyAsync();
        var program = Path.Combine(AppContext.BaseDirectory, "Assay.Cli.dll");
        // What readline does: fill COMP_WORDS and COMP_CWORD, call the function, read COMPREPLY.
        var script = $$"""
            assay() { dotnet "{{program}}" "$@"; }
            {{CompletionScripts.For("bash")}}
            compopt() { :; }
            read -ra COMP_WORDS <<< '{{typed}}'
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _assay
            echo "${COMPREPLY[*]}"
            """;
        var start = new ProcessStartInfo("/bin/bash", ["--norc", "-c", script]) { WorkingDirectory = session.Folder, RedirectStandardOutput = true, UseShellExecute = false };
        using var bash = Process.Start(start.InCleanEnvironment())!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.Equal(expected.Split(' ').Order(), output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Order());
    }

    private static async Task<string[]> AnswersAsync(CliSession session, params string[] words) =>
        [.. (await session.OutputAsync(["complete", "--", .. words])).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0])];
}
