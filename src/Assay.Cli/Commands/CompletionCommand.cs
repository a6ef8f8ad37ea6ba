using Assay.Cli.Completion;

namespace Assay.Cli.Commands;

/// <summary><c>assay completion</c>: prints the script that teaches a shell to complete.</summary>
internal static class CompletionCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "Verbs and options are completed, and from the store the ids and names of runs and plans.",
            Examples =
            [
                new("completion bash > ~/.local/share/bash-completion/completions/assay", "bash, for good"),
                new("completion zsh > \"${fpath[1]}/_assay\"", "zsh, for good"),
                new("completion fish > ~/.config/fish/completions/assay.fish", "fish, for good"),
                new("completion pwsh | Out-String | Invoke-Expression", "PowerShell, in $PROFILE"),
            ],
        };
        var shell = verb.Takes(new WordArgument("shell", "the shell", CompletionScripts.Shells));
        return verb.Does(call =>
        {
            call.Host.Out.Write(CompletionScripts.For(CompletionScripts.Shells[Values.Word("shell", call.Get(shell)!, CompletionScripts.Shells)]));
            return Task.FromResult(ExitCodes.Done);
        });
    }
}
