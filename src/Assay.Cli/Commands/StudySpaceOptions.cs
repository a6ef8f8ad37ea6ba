using System.CommandLine;
using Assay.Planning.Spaces;
using Assay.Tuning.Spaces;

namespace Assay.Cli.Commands;

/// <summary>How a search space is typed: a file, parameters, constraints.</summary>
internal sealed class StudySpaceOptions(Verb verb)
{
    private readonly Option<string?> _file = verb.Has(Opt.Text("--space", "file", "a YAML file with space:, constraints: and derived:"));
    private readonly Option<string[]> _parameters = verb.Has(Opt.Texts("--param", "name=range", "a parameter: lr=log:1e-5..1e-1, layers=1..5, dropout=0..0.5/0.05, opt=adam,sgd"));
    private readonly Option<string[]> _constraints = verb.Has(Opt.Texts("--constraint", "expression", "what must hold: \"d_model % heads == 0\""));

    /// <summary>The space that was typed: the file's with what the options add; null when nothing was.</summary>
    /// <exception cref="AssayException">It cannot be understood or searched.</exception>
    public ParameterSpace? Read(Invocation call)
    {
        var parameters = (call.Get(_parameters) ?? []).Select(ParameterText.Read).ToList();
        var constraints = call.Get(_constraints) ?? [];
        var space = call.Get(_file) is { } file ? SpaceReader.Read(call.FullPath(file)) : null;
        if (space is null && parameters.Count == 0)
            return constraints.Length == 0 ? null : throw new AssayException("--constraint needs a space to hold in: --space or --param.");
        space ??= new ParameterSpace([]);
        space = space with { Parameters = [.. space.Parameters, .. parameters], Constraints = [.. space.Constraints, .. constraints] };
        _ = new SearchSpace(space);
        return space;
    }
}
