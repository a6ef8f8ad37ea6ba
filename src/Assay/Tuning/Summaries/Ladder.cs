namespace Assay.Tuning.Summaries;

/// <summary>Studies compared in the order they are given, from the smallest to the largest.</summary>
/// <param name="Rungs">The studies.</param>
/// <param name="Shared">Parameters that the best trials of all studies have with one value.</param>
/// <param name="Differing">Parameters whose value differs between the best trials, with the values in the order of the studies; one that a study lacks is null.</param>
public sealed record Ladder(IReadOnlyList<LadderRung> Rungs, IReadOnlyDictionary<string, ParameterValue> Shared, IReadOnlyDictionary<string, IReadOnlyList<ParameterValue?>> Differing)
{
    /// <summary>Whether every study is better than the one below, as a law of scale would have it; null below two studies with a best.</summary>
    public bool? Climbs => Rungs.Count(rung => rung.Study.Best is not null) < 2 ? null : Rungs.All(rung => rung.IsBetter is not false);

    /// <summary>Compares studies.</summary>
    /// <param name="studies">The studies, at least two, of one objective and direction.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="AssayException">Directions or metrics differ.</exception>
    public static Ladder Of(IReadOnlyList<Study> studies)
    {
        ArgumentNullException.ThrowIfNull(studies);
        foreach (var other in studies)
        {
            if (other.Direction != studies[0].Direction)
                throw new AssayException($"The studies '{studies[0].Name}' and '{other.Name}' cannot be compared: one is to be {studies[0].Direction.ToString().ToLowerInvariant()}d, the other {other.Direction.ToString().ToLowerInvariant()}d.");
            if (other.Metric != studies[0].Metric && other.Metric != "objective" && studies[0].Metric != "objective")
                throw new AssayException($"The studies '{studies[0].Name}' and '{other.Name}' cannot be compared: one optimizes '{studies[0].Metric}', the other '{other.Metric}'.");
        }

        var rungs = new List<LadderRung>();
        Trial? below = null;
        foreach (var study in studies)
        {
            var difference = study.Best?.Value?.Number - below?.Value?.Number;
            rungs.Add(new(
                study, SampleBlock.Of([.. study.Counted.Select(trial => trial.Value!.Value.Number)]), Configuration.Groups(study).Count,
                difference, difference is null ? null : study.IsBetter(study.Best!.Value!.Value.Number, below!.Value!.Value.Number)));
            below = study.Best ?? below;
        }

        var bests = studies.Select(study => study.Best).OfType<Trial>().ToList();
        var names = bests.SelectMany(best => best.Params.Keys).Distinct(StringComparer.Ordinal).ToList();
        var shared = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        var differing = new Dictionary<string, IReadOnlyList<ParameterValue?>>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            List<ParameterValue?> values = [.. studies.Select(study => study.Best?.Params.GetValueOrDefault(name))];
            if (values.TrueForAll(value => value is not null && value.Equals(values[0])))
                shared.Add(name, values[0]!);
            else
                differing.Add(name, values);
        }

        return new(rungs, shared, differing);
    }
}
