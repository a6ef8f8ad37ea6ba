using System.CommandLine;
using Assay.Studies;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Pruners;
using Assay.Tuning.Samplers;

namespace Assay.Cli.Commands;

/// <summary>What a study is to be: objectives, sampler, pruner.</summary>
internal sealed class StudySearchOptions
{
    private readonly Option<string[]> _objectives;
    private readonly ChoiceOption _direction;
    private readonly Option<string?> _sampler;
    private readonly Option<string?> _pruner;
    private readonly Option<string?> _seed;
    private readonly Option<string?> _experiment;
    private readonly Option<string?> _retries;

    public StudySearchOptions(Verb verb)
    {
        _objectives = verb.Has(Opt.Texts("--objective", "metric", "key of the metric; again for further objectives, metric:minimize or metric:maximize"));
        _direction = verb.Has(Opt.Choice("--direction", "which values are better (default: maximize; minimize for losses and errors)", ["maximize", "minimize"]));
        _sampler = verb.Has(Opt.Text("--sampler", "name", $"who proposes, with options as in tpe:startup=20: {string.Join(", ", SamplerCatalog.Names)}"));
        _pruner = verb.Has(Opt.Text("--pruner", "name", $"what ends trials early, with options as in median:startup=5: {string.Join(", ", PrunerCatalog.Names)}"));
        _seed = verb.Has(Opt.Text("--seed", "n", "seed of all random numbers (default: drawn once, and kept)"));
        _experiment = verb.Has(Opt.Text("--experiment", "name", "the experiment that holds the trials' runs (default: the study's name)"));
        _retries = verb.Has(Opt.Text("--retries", "n", "how often a trial whose worker died is tried again (default 0)"));
    }

    /// <summary>The settings that were typed.</summary>
    /// <exception cref="AssayException">Something cannot be understood.</exception>
    public StudySettings Read(Invocation call)
    {
        var seed = call.Get(_seed) is { } text
            ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new AssayException($"--seed '{text}' is not a whole number from 0.")
            : (long?)null;
        var sampler = call.Get(_sampler) is { } name ? Sampler.Parse(name) : seed is null ? null : Sampler.Auto();
        return new StudySettings
        {
            Objectives = Objectives(call),
            Sampler = sampler is null ? null : sampler with { Seed = seed },
            Pruner = call.Get(_pruner) is { } pruner ? Pruner.Parse(pruner) : null,
            Experiment = call.Get(_experiment),
            Retries = Values.Count("--retries", call.Get(_retries), 0, most: 100, least: 0),
        };
    }

    private IReadOnlyList<Objective>? Objectives(Invocation call)
    {
        var direction = call.Get(_direction) is { } index ? (index == 0 ? Direction.Maximize : Direction.Minimize) : (Direction?)null;
        if (call.Get(_objectives) is not { Length: > 0 } texts)
            return direction is { } only ? [new Objective("objective", only)] : null;
        return [.. texts.Select((text, place) => One(text, place == 0 ? direction : null))];
    }

    private static Objective One(string text, Direction? direction)
    {
        var colon = text.LastIndexOf(':');
        if (colon > 0 && text[(colon + 1)..] is ("maximize" or "minimize"))
            return new Objective(text[..colon], text.EndsWith("maximize", StringComparison.Ordinal) ? Direction.Maximize : Direction.Minimize);
        var looksLikeLoss = text.Contains("loss", StringComparison.OrdinalIgnoreCase) || text.Contains("error", StringComparison.OrdinalIgnoreCase);
        return new Objective(text, direction ?? (looksLikeLoss ? Direction.Minimize : Direction.Maximize));
    }
}
