using System.CommandLine;
using System.CommandLine.Parsing;
using Assay.Foundation.Text;

namespace Assay.Cli;

/// <summary>Says what is wrong with a command line in one sentence, with a suggestion.</summary>
internal static class ParseErrors
{
    /// <summary>Checks a parsed command line.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="verb">Its verb.</param>
    /// <exception cref="UsageException">Something is missing, unknown or too much.</exception>
    public static void Check(ParseResult parse, Verb verb)
    {
        var name = NameOf(verb);
        // A verb with many arguments swallows a mistyped option as one of them.
        var stray = parse.UnmatchedTokens.Concat(ArgumentTokens(parse)).FirstOrDefault(LooksLikeOption);
        if (stray is not null)
        {
            var typed = stray.Split('=', ':')[0];
            throw new UsageException($"'{name}' has no option {typed}{Near(typed, OptionsOf(verb))}; see 'assay {name} --help'.");
        }

        if (parse.UnmatchedTokens.Count > 0)
        {
            var word = parse.UnmatchedTokens[0];
            var verbs = verb.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name).ToArray();
            throw new UsageException(verb.Body is null
                ? $"'{name} {word}' is not a verb{Near(word, verbs)}; it is one of {string.Join(", ", verbs)}."
                : $"'{word}' is one word too many for '{name}' (a text with blanks needs quotes); see 'assay {name} --help'.");
        }

        foreach (var error in parse.Errors)
        {
            throw new UsageException(error.SymbolResult switch
            {
                ArgumentResult { Argument: var argument, Parent: CommandResult } when parse.GetResult(argument)?.Tokens.Count is null or 0 => $"'{name}' needs <{argument.Name}>; see 'assay {name} --help'.",
                OptionResult { Option: var option } result when result.Tokens.Count == 0 => $"{option.Name} needs a value; see 'assay {name} --help'.",
                OptionResult { Option: var option } => $"{option.Name} is given twice.",
                CommandResult when verb.Arguments.Count > 0 => $"'{name}' needs <{verb.Arguments[0].Name}>; see 'assay {name} --help'.",
                _ => $"{error.Message} See 'assay {name} --help'.",
            });
        }
    }

    /// <summary>The verb's whole name, e.g. <c>note add</c>.</summary>
    public static string NameOf(Command verb)
    {
        var parent = verb.Parents.OfType<Command>().FirstOrDefault();
        return parent is null or { Name: "assay" } ? verb.Name : $"{NameOf(parent)} {verb.Name}";
    }

    /// <summary>The options a verb takes, those of the verbs above it included.</summary>
    public static IEnumerable<Option> AllOptions(Command verb)
    {
        var own = verb.Options.Where(option => !option.Hidden);
        return verb.Parents.OfType<Command>().FirstOrDefault() is { } parent ? own.Concat(AllOptions(parent).Where(option => option.Recursive)) : own;
    }

    private static IEnumerable<string> OptionsOf(Command verb) => AllOptions(verb).Select(option => option.Name);

    // What follows "--" is meant literally.
    private static IEnumerable<string> ArgumentTokens(ParseResult parse) => parse.CommandResult.Children
        .OfType<ArgumentResult>()
        .SelectMany(result => result.Tokens)
        .Select(token => token.Value)
        .Except(parse.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value));

    private static bool LooksLikeOption(string token) =>
        token.Length > 2 && token.StartsWith("--", StringComparison.Ordinal) && char.IsAsciiLetter(token[2]);

    private static string Near(string typed, IEnumerable<string> words) =>
        NearWord.Find(typed, words) is { } near ? $" (did you mean {near}?)" : "";
}
