namespace Assay.Cli.Completion;

/// <summary>The scripts that teach shells to complete: each asks <c>assay complete</c> for what may follow.</summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # bash completion for assay
        _assay() {
            local current="${COMP_WORDS[COMP_CWORD]}" words=("${COMP_WORDS[@]:1:COMP_CWORD}")
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(assay complete -- "${words[@]}" 2>/dev/null | cut -f1)" -- "$current"))
            if [ ${#COMPREPLY[@]} -eq 0 ]; then compopt -o default; fi
        }
        complete -F _assay assay
        """;

    private const string Zsh = """
        #compdef assay
        _assay() {
            local -a answers
            local line
            while IFS= read -r line; do
                answers+=("${line%%$'\t'*}:${line#*$'\t'}")
            done < <(assay complete -- "${(@)words[2,$CURRENT]}" 2>/dev/null)
            if (( ${#answers} )); then _describe 'assay' answers; else _files; fi
        }
        if [ "$funcstack[1]" = "_assay" ]; then _assay "$@"; else compdef _assay assay; fi
        """;

    private const string Fish = """
        # fish completion for assay
        function __assay_complete
            set -l words (commandline -opc) (commandline -ct)
            assay complete -- $words[2..-1] 2>/dev/null
        end
        complete -c assay -a '(__assay_complete)'
        """;

    private const string Pwsh = """
        # PowerShell completion for assay
        Register-ArgumentCompleter -Native -CommandName assay -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $words = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
            assay complete -- @words "$wordToComplete" 2>$null | ForEach-Object {
                $answer, $meaning = $_ -split "`t", 2
                if (-not $meaning) { $meaning = $answer }
                [System.Management.Automation.CompletionResult]::new($answer, $answer, 'ParameterValue', $meaning)
            }
        }
        """;

    /// <summary>The shells there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script for a shell.</summary>
    /// <param name="shell">One of <see cref="Shells"/>.</param>
    public static string For(string shell) => (shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => Pwsh,
    }).ReplaceLineEndings("\n") + "\n";
}
