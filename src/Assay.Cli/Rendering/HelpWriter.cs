using System.CommandLine;

namespace Assay.Cli.Rendering;

/// <summary>Writes help texts.</summary>
internal static class HelpWriter
{
    /// <summary>Help for the program: the verbs by group. Builds no verb.</summary>
    /// <param name="writer">Where to.</param>
    public static void PrintRoot(TextWriter writer)
    {
        writer.Write("assay: plan experiments, run them, and have the log written\n\nUsage:\n  assay <verb> [options]\n");
        var width = VerbCatalog.All.Where(verb => !verb.Hidden).Max(verb => verb.Name.Length);
        foreach (var group in VerbCatalog.All.Where(verb => !verb.Hidden).GroupBy(verb => verb.Group))
        {
            writer.Write($"\n{group.Key}:\n");
            foreach (var verb in group)
                writer.Write($"  {verb.Name.PadRight(width)}  {verb.Summary}\n");
        }

        writer.Write("""

            Examples:
              assay init --plan                      make a store and a first plan here
              assay runs "metrics.auc > 0.7"         list runs
              assay compare 1f6a09c2 77b4e310        what differs between two runs
              assay help runs                        options and examples of a verb

            Exit codes: 0 done; 1 something failed or was found broken; 2 bad usage or input; 70 a bug; 130 interrupted.

            """.ReplaceLineEndings("\n"));
    }

    /// <summary>Help for a verb.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="verb">The verb.</param>
    public static void Print(TextWriter writer, Verb verb)
    {
        var name = ParseErrors.NameOf(verb);
        writer.Write($"assay {name}: {verb.Description}\n\nUsage:\n  {Usage(verb, name)}\n");
        if (verb.Details.Length > 0)
            writer.Write($"\n{verb.Details.ReplaceLineEndings("\n").TrimEnd('\n')}\n");
        Section(writer, "Arguments", verb.Arguments.Select(argument => ($"<{argument.Name}>", argument.Description ?? "")));
        Section(writer, "Verbs", verb.Subcommands.Where(sub => !sub.Hidden).Select(sub => (sub.Name, sub.Description ?? "")));
        Section(writer, "Options", ParseErrors.AllOptions(verb).Select(option => (Syntax(option), option.Description ?? "")));
        Section(writer, "Examples", verb.Examples.Select(example => ($"assay {example.Line}", example.Meaning)));
    }

    private static string Usage(Verb verb, string name)
    {
        var usage = new StringBuilder($"assay {name}");
        if (verb.Subcommands.Count > 0)
            usage.Append(verb.Body is null ? " <verb>" : " [verb]");
        foreach (var argument in verb.Arguments)
        {
            var many = argument.Arity.MaximumNumberOfValues > 1 ? "…" : "";
            usage.Append(argument.Arity.MinimumNumberOfValues > 0 ? $" <{argument.Name}>{many}" : $" [{argument.Name}]{many}");
        }

        return usage.Append(" [options]").ToString();
    }

    private static string Syntax(Option option) => option.Arity.MaximumNumberOfValues == 0
        ? string.Join(", ", option.Aliases.Where(alias => alias == "-h").Prepend(option.Name))
        : $"{option.Name} <{option.HelpName ?? "value"}>{(option.Arity.MaximumNumberOfValues > 1 ? "…" : "")}";

    private static void Section(TextWriter writer, string title, IEnumerable<(string Left, string Right)> lines)
    {
        var all = lines.ToArray();
        if (all.Length == 0)
            return;
        // One long left part would push every description out of sight: then all stand below.
        const int WidestLeft = 45;
        var width = all.Max(line => line.Left.Length);
        writer.Write($"\n{title}:\n");
        foreach (var (left, right) in all)
            writer.Write(width > WidestLeft ? $"  {left}\n      {right}\n" : $"  {left.PadRight(width)}  {right}\n");
    }
}
