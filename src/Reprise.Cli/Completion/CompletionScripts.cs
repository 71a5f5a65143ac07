using Reprise.Cli.Commands;

namespace Reprise.Cli.Completion;

/// <summary>The scripts that teach a shell to ask the program for suggestions. Where it has none, files are offered.</summary>
internal static class CompletionScripts
{
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    public static string Of(string shell) =>
        shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            _ => PowerShell,
        };

    // Bash 3.2 of macOS has no mapfile; a loop also keeps words from being expanded as patterns.
    private const string Bash = $$"""
        # Completion of reprise for bash. Add to ~/.bashrc:  eval "$(reprise completion bash)"
        _reprise() {
            local word meaning
            COMPREPLY=()
            while IFS=$'\t' read -r word meaning; do
                COMPREPLY+=("$word")
            done < <("${COMP_WORDS[0]}" {{SuggestCommand.Name}} -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
        }
        complete -o default -F _reprise reprise
        """;

    private const string Zsh = $$"""
        #compdef reprise
        # Completion of reprise for zsh. Add to ~/.zshrc, after compinit:  eval "$(reprise completion zsh)"
        _reprise() {
            local -a found
            local word meaning
            while IFS=$'\t' read -r word meaning; do
                found+=("${word//:/\\:}:$meaning")
            done < <("${words[1]}" {{SuggestCommand.Name}} -- "${(@)words[2,CURRENT]}" 2>/dev/null)
            if (( ${#found} )); then
                compset -P '*='
                _describe -V reprise found
            else
                _files
            fi
        }
        compdef _reprise reprise
        """;

    private const string Fish = $$"""
        # Completion of reprise for fish. Save as ~/.config/fish/completions/reprise.fish
        function __reprise_complete
            set -l words (commandline -opc)
            $words[1] {{SuggestCommand.Name}} -- $words[2..-1] (commandline -ct) 2>/dev/null
        end
        complete -c reprise -a '(__reprise_complete)'
        """;

    private const string PowerShell = $$"""
        # Completion of reprise for PowerShell. Add to $PROFILE:  reprise completion powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName reprise -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.Extent.Text })
            if (-not $wordToComplete) { $words += '""' }
            & $commandAst.CommandElements[0].Extent.Text {{SuggestCommand.Name}} '--' @words 2>$null | ForEach-Object {
                $word, $meaning = $_ -split "`t", 2
                if (-not $meaning) { $meaning = $word }
                [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $meaning)
            }
        }
        """;
}
