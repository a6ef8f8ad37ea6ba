using Assay.Tuning.Spaces;

namespace Assay.Tuning.Summaries;

/// <summary>Configurations that differ from the best in one parameter and were never tried.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Values">Its values that nobody tried beside the best's other values, in the order of the space.</param>
/// <param name="All">How many neighbors the parameter has, tried or not.</param>
public sealed record UntestedNeighbors(string Parameter, IReadOnlyList<ParameterValue> Values, int All)
{
    // Larger ranges of whole numbers count only the two values next to the best.
    private const int MostChoices = 12;

    /// <summary>Looks around the best trial of a study. A continuous range has no neighbors; neighbors that a constraint or condition forbids are none.</summary>
    /// <param name="study">The study.</param>
    /// <returns>An entry for each parameter that has neighbors, also for those whose neighbors were all tried.</returns>
    public static IReadOnlyList<UntestedNeighbors> Of(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (study.Best is not { } best)
            return [];
        var space = study.ReadySpace();
        var tested = study.Counted.Select(trial => Configuration.Of(trial)).ToHashSet(StringComparer.Ordinal);
        var found = new List<UntestedNeighbors>();
        foreach (var parameter in study.Space.Parameters.Where(parameter => best.Params.ContainsKey(parameter.Name)))
        {
            var others = Choices(parameter.Distribution, best.Params[parameter.Name]).Select(value => (Value: value, Trial: With(best, parameter.Name, value))).Where(other => IsAllowed(space, other.Trial)).ToList();
            if (others.Count > 0)
                found.Add(new(parameter.Name, [.. others.Where(other => !tested.Contains(Configuration.Of(other.Trial))).Select(other => other.Value)], others.Count));
        }

        return found;
    }

    private static bool IsAllowed(SearchSpace? space, Trial trial)
    {
        if (space is null || (!space.IsConstrained && !space.IsConditional))
            return true;
        var point = space.ToPoint(trial.Params);
        // Where another parameter would come into play or go, it is more than one step away.
        for (var index = 0; index < point.Length; index++)
        {
            if (space.IsActive(index, point) == double.IsNaN(point[index]))
                return false;
        }

        return space.Satisfies(point);
    }

    private static Trial With(Trial trial, string name, ParameterValue value)
    {
        var values = new Dictionary<string, ParameterValue>(trial.Params, StringComparer.Ordinal) { [name] = value };
        return trial with { Suggested = values, Forced = new Dictionary<string, ParameterValue>() };
    }

    private static IEnumerable<ParameterValue> Choices(Distribution distribution, ParameterValue own) => distribution switch
    {
        CategoricalDistribution categorical when categorical.Choices.Count <= MostChoices => categorical.Choices.Where(choice => !choice.Equals(own)),
        IntDistribution whole when own.Number is { } number => new[] { number - whole.Step, number + whole.Step }.Where(value => whole.Low <= value && value <= whole.High).Select(ParameterValue.Of),
        _ => [],
    };
}
