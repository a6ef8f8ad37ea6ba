using System.CommandLine;
using Assay.Cli.Completion;
using Assay.Cli.Rendering;

namespace Assay.Cli.Commands;

/// <summary><c>assay complete -- words…</c>: what completion scripts call; a line is an answer, a tab, and what it means.</summary>
internal static class CompleteCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary) { Hidden = true };
        var words = verb.Takes(new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore, Description = "the words typed so far, the last perhaps empty" });
        return verb.Does(async call =>
        {
            foreach (var answer in await Completer.CompleteAsync(call.Get(words) ?? [], call.Host, call.Cancellation))
            {
                // What is offered is typed into a shell: a name with blanks, quotes or "$(…)" is left out, its run is offered by id.
                if (answer.Text.All(IsPlain))
                    call.Host.Out.Write($"{answer.Text}\t{SafeText.Of(answer.Meaning)}\n");
            }

            return ExitCodes.Done;
        });
    }

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '+' or '@';
}
