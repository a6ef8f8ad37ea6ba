using System.CommandLine;
using Assay.Budgets;

namespace Assay.Cli;

/// <summary>The options by which verbs read files of predictions.</summary>
internal sealed class PredictionOptionSet
{
    private static readonly string[] Tasks = ["binary", "multilabel", "multiclass", "regression"];
    private readonly ChoiceOption _task;
    private readonly Option<string?> _labels;
    private readonly Option<string?> _id;
    private readonly Option<string?> _names;
    private readonly Option<string?> _split;
    private readonly Option<string?> _group;
    private readonly Option<string?> _separator;
    private readonly Option<string?> _removeLast;

    private PredictionOptionSet(Verb verb)
    {
        _task = verb.Has(Opt.Choice("--task", "what is predicted (default: by the columns)", Tasks));
        _labels = verb.Has(Opt.Text("--labels", "file", "a CSV file with what is true, joined by the cases' names"));
        _id = verb.Has(Opt.Text("--id-column", "column", "the column that names a case (default: id, case_id or volumename, if there)"));
        _names = verb.Has(Opt.Text("--names", "names", "names of the labels or classes of arrays, separated by commas"));
        _split = verb.Has(Opt.Text("--split", "name", "the split the predictions are of (default: what their split column says)"));
        _group = verb.Has(Opt.Text("--group-column", "column", "cases with the same field are drawn together for the intervals"));
        _separator = verb.Has(Opt.Text("--group-separator", "text", "what stands between the tokens of a group's name (default _)"));
        _removeLast = verb.Has(Opt.Text("--group-remove-last", "n", "leave the last n tokens of the name out"));
    }

    /// <summary>Adds the options to a verb.</summary>
    public static PredictionOptionSet AddTo(Verb verb) => new(verb);

    /// <summary>What was typed.</summary>
    public PredictionOptions Read(Invocation call) => new()
    {
        Task = (PredictionTask?)call.Get(_task),
        Labels = call.Get(_labels) is { } path ? call.FullPath(path) : null,
        IdColumn = call.Get(_id),
        Names = Numbers.Names("--names", call.Get(_names)),
        Split = call.Get(_split),
        Groups = call.Get(_group) is { } column ? new GroupRule(column, call.Get(_separator) ?? "_", Values.Count("--group-remove-last", call.Get(_removeLast), 0, most: 100, least: 0)) : null,
    };
}
