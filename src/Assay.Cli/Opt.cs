using System.CommandLine;

namespace Assay.Cli;

/// <summary>Makes options and arguments; values are texts, read by <see cref="Values"/> so that errors are sentences of ours.</summary>
internal static class Opt
{
    /// <summary>An option without a value.</summary>
    public static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>An option with one value.</summary>
    public static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    /// <summary>An option that may be given several times.</summary>
    public static Option<string[]> Texts(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    /// <summary>An option whose value is one of a few words.</summary>
    public static ChoiceOption Choice(string name, string description, IReadOnlyList<string> choices) => new(name, description, choices);

    /// <summary>An option that names a run.</summary>
    public static RunOption Run(string name, string description) => new(name, description);

    /// <summary>The words of a query, joined by blanks.</summary>
    public static Argument<string[]> Query() => new("query")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "which runs, e.g. \"metrics.auc > 0.7 and status = completed order by metrics.auc desc\"",
    };

    /// <summary>One run.</summary>
    public static RunArgument OneRun(string name = "run") => new(name, ArgumentArity.ExactlyOne);

    /// <summary>One run or several.</summary>
    public static RunArgument Runs(string name = "run") => new(name, ArgumentArity.OneOrMore);

    /// <summary>One text.</summary>
    public static Argument<string> One(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.ExactlyOne };

    /// <summary>A text that may be left out.</summary>
    public static Argument<string?> Maybe(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    /// <summary>Print one JSON object.</summary>
    public static Option<bool> Json() => Flag("--json", "print one JSON object and nothing else");

    /// <summary>How many at most.</summary>
    public static Option<string?> Limit(int usual) => Text("--limit", "n", string.Create(CultureInfo.InvariantCulture, $"at most so many (default {usual})"));

    /// <summary>Where the page before ended.</summary>
    public static Option<string?> After() => Text("--after", "token", "go on where the page before ended (its \"next\")");
}
