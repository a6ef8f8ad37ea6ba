using System.Text.RegularExpressions;
using Assay.Analyzers.Subjects;
using Assay.Tuning;

namespace Assay.Analyzers.Data;

/// <summary>
/// AS405. A run's number of parameters is not the budget it goes by; or a study that goes by a budget searched models far below it. Of a study of
/// transformers the weights of the blocks are computed, L·(4 + 2r)·d² for L blocks of width d whose inner layer is r times as wide (Vaswani et al. 2017,
/// biases and embeddings left out).
/// </summary>
internal sealed partial class ParameterBudget() : Analyzer<Subject>(new Rule(
    "AS405",
    "Parameter budget is not the true count",
    Severity.Warning,
    "Count the parameters of the built model, put that number on the axis, and call the group by it."))
{
    private const double LargestShare = 0.1;

    // Embeddings and heads may double a small model's blocks.
    private const double SmallestFill = 0.5;

    private static readonly string[] Nominal = ["parameters.estimated", "estimated_params", "parameter_budget", "param_budget", "budget"];
    private static readonly string[] Actual = ["parameters.actual", "actual_params", "num_parameters", "n_parameters", "num_params", "n_params", "param_count"];

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(Subject subject, CancellationToken cancellationToken) => subject switch
    {
        RunSubject run => OfRun(run),
        StudySubject { Study: var study } => OfStudy(study),
        _ => [],
    };

    private static IEnumerable<Observation> OfRun(RunSubject run)
    {
        var nominal = Fact.Number(run, Nominal) ?? Text(run);
        if (nominal is not > 0 || Fact.Number(run, Actual) is not (> 0 and var actual) || Math.Abs(actual - nominal.Value) <= LargestShare * nominal)
            yield break;
        yield return new Observation(Say($"the model was taken for {nominal:#,0} parameters and has {actual:#,0} ({(actual - nominal) / nominal:+0.0%;-0.0%})")) { Numbers = Numbers(("nominal", nominal.Value), ("actual", actual)) };
    }

    private static IEnumerable<Observation> OfStudy(Study study)
    {
        if (study.Reported?.Fields.GetValueOrDefault("budget") is not { } text || Amount(text) is not { } nominal)
            yield break;
        var blocks = study.Counted.Select(Blocks).OfType<double>().ToList();
        if (blocks.Count == 0 || study.Best is not { } best || !(blocks.Max() < SmallestFill * nominal))
            yield break;
        var winner = Blocks(best) is { } own ? Say($"those of the best (#{best.Number}) hold {own:#,0}, ") : "";
        yield return new Observation(Say($"the study goes by a budget of {text} parameters, but the blocks of its {blocks.Count} models hold {blocks.Min():#,0} to {blocks.Max():#,0} weights: {winner}the largest {blocks.Max() / nominal:0%} of the budget"))
        {
            Numbers = Numbers(("nominal", nominal), ("smallest", blocks.Min()), ("largest", blocks.Max())),
        };
    }

    private static double? Blocks(Trial trial)
    {
        if (Value(trial, "d_model") is not { } width || Value(trial, "n_layers") is not { } layers)
            return null;
        var ratio = Value(trial, "d_ff_ratio") ?? (Value(trial, "d_ff") is { } inner ? inner / width : null);
        return ratio is { } r ? layers * (4 + (2 * r)) * width * width : null;
    }

    private static double? Value(Trial trial, string name) => trial.Params.TryGetValue(name, out var value) ? value.Number : null;

    private static double? Text(RunSubject run)
    {
        foreach (var (key, param) in run.Params)
        {
            if (Nominal.Any(name => Fact.Names(key, name)) && Amount(param.Text) is { } amount)
                return amount;
        }

        return null;
    }

    // "2M", "200M", "1.5B", "750k".
    private static double? Amount(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
            return null;
        var unit = char.ToLowerInvariant(match.Groups["unit"].ValueSpan[0]) switch { 'k' => 1e3, 'm' => 1e6, _ => 1e9 };
        return double.Parse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * unit;
    }

    [GeneratedRegex("^(?<number>[0-9]+([.][0-9]+)?)(?<unit>[kKmMbB])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
