using System.CommandLine;
using Assay.Planning;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>The options for what a person says about a run; shared by <c>record</c> and <c>record edit</c>.</summary>
internal sealed class RecordTexts
{
    private readonly Option<string?> _title;
    private readonly Option<string?> _stage;
    private readonly Option<string[]> _source;
    private readonly Option<string?> _reason;
    private readonly Option<string?> _result;
    private readonly Option<string?> _conclusion;
    private readonly Option<string?> _notes;
    private readonly Option<string?> _caveat;
    private readonly Option<string?> _error;
    private readonly Option<string?> _resolution;
    private readonly RunOption _resolvedBy;

    private RecordTexts(Verb verb)
    {
        _title = verb.Has(Opt.Text("--title", "text", "what people call it"));
        _stage = verb.Has(Opt.Text("--stage", "word", "stage of work"));
        _source = verb.Has(Opt.Texts("--source", "word", "source of labels or data"));
        _reason = verb.Has(Opt.Text("--reason", "text", "why it was done"));
        _result = verb.Has(Opt.Text("--result", "text", "what came out"));
        _conclusion = verb.Has(Opt.Text("--conclusion", "text", "what follows from it"));
        _notes = verb.Has(Opt.Text("--notes", "text", "free remarks"));
        _caveat = verb.Has(Opt.Text("--caveat", "text", "what a reader must know before using its results"));
        _error = verb.Has(Opt.Text("--error", "line", "the key line of its error"));
        _resolution = verb.Has(Opt.Text("--resolution", "text", "how its error was resolved"));
        _resolvedBy = verb.Has(Opt.Run("--resolved-by", "the run that shows the resolution"));
    }

    /// <summary>Adds the options to a verb.</summary>
    public static RecordTexts AddTo(Verb verb) => new(verb);

    /// <summary>What was typed.</summary>
    /// <param name="call">The call.</param>
    /// <param name="plan">The plan whose words are allowed; null allows every word.</param>
    /// <returns>The texts, the remarks, and the run that shows the resolution as it was typed.</returns>
    /// <exception cref="AssayException">A stage or source is not one of the plan's.</exception>
    public (RunPatch Patch, string? Notes, string? ResolvedBy) Read(Invocation call, Plan? plan)
    {
        var stage = call.Get(_stage);
        var sources = call.Get(_source) ?? [];
        PlanSource.Check("--stage", stage, plan?.Stages);
        foreach (var source in sources)
            PlanSource.Check("--source", source, plan?.Sources);
        var patch = new RunPatch
        {
            Title = call.Get(_title),
            Stage = stage,
            Source = sources.Length > 0 ? string.Join(", ", sources) : null,
            Reason = call.Get(_reason),
            Result = call.Get(_result),
            Conclusion = call.Get(_conclusion),
            Caveat = call.Get(_caveat),
            ErrorLine = call.Get(_error),
            Resolution = call.Get(_resolution),
        };
        return (patch, call.Get(_notes), call.Get(_resolvedBy));
    }
}
