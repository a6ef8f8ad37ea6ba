using Assay.Analyzers.Subjects;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Analyzers.Studies;

/// <summary>AS205. Configurations that differ from the best in one parameter were never tried, so that nobody knows which of its values matter.</summary>
internal sealed class UntestedNeighbours() : Analyzer<StudySubject>(new Rule(
    "AS205",
    "Neighbours of the best were not tried",
    Severity.Info,
    "Enqueue these neighbours before the best is frozen: they cost one trial each and show which parameters matter."))
{
    // Larger ranges of whole numbers count only the two values next to the best.
    private const int MostChoices = 12;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        var study = subject.Study;
        if (study.Best is not { } best)
            yield break;
        var tested = study.Counted.Select(trial => Configuration.Of(trial)).ToHashSet(StringComparer.Ordinal);
        var (all, missing) = (0, new List<string>());
        var untested = 0;
        foreach (var parameter in study.Space.Parameters.Where(parameter => best.Params.ContainsKey(parameter.Name)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var others = Choices(parameter.Distribution, best.Params[parameter.Name]).ToList();
            var untried = others.Where(value => !tested.Contains(Configuration.Of(With(best, parameter.Name, value)))).ToList();
            all += others.Count;
            untested += untried.Count;
            if (untried.Count > 0)
                missing.Add($"{parameter.Name} {string.Join(", ", untried)}");
        }

        if (missing.Count > 0)
        {
            yield return new Observation(Say($"{untested} of {all} configurations that differ from the best (#{best.Number}, {Configuration.Text(best.Value!.Value.Number)}) in one parameter were never tried: {string.Join("; ", missing)}"))
            {
                Numbers = Numbers(("neighbours", all), ("untried", untested)),
            };
        }
    }

    private static Trial With(Trial trial, string name, ParameterValue value)
    {
        var values = new Dictionary<string, ParameterValue>(trial.Params, StringComparer.Ordinal) { [name] = value };
        return trial with { Suggested = values, Forced = new Dictionary<string, ParameterValue>() };
    }

    // A continuous range has no neighbours.
    private static IEnumerable<ParameterValue> Choices(Distribution distribution, ParameterValue own) => distribution switch
    {
        CategoricalDistribution categorical when categorical.Choices.Count <= MostChoices => categorical.Choices.Where(choice => !choice.Equals(own)),
        IntDistribution whole when own.Number is { } number => new[] { number - whole.Step, number + whole.Step }.Where(value => whole.Low <= value && value <= whole.High).Select(ParameterValue.Of),
        _ => [],
    };
}
