namespace Assay.Tuning.Spaces;

/// <summary>What is different in a newer space of a study: what trials of the older one can live with, and what they cannot.</summary>
/// <param name="Allowed">Sentences on compatible changes: other bounds, other choices, a new parameter, other constraints.</param>
/// <param name="Refused">Sentences on incompatible ones: a parameter that is gone, or became another kind of thing.</param>
public sealed record SpaceChange(IReadOnlyList<string> Allowed, IReadOnlyList<string> Refused)
{
    /// <summary>Whether nothing changed.</summary>
    public bool IsNone => Allowed.Count == 0 && Refused.Count == 0;

    /// <summary>Compares two spaces.</summary>
    /// <param name="older">The space that trials were drawn from.</param>
    /// <param name="newer">The space that is wished for.</param>
    /// <returns>The differences, parameters in the order of the older space.</returns>
    public static SpaceChange Between(ParameterSpace older, ParameterSpace newer)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        var (allowed, refused) = (new List<string>(), new List<string>());
        foreach (var parameter in older.Parameters)
        {
            var after = newer.Parameters.FirstOrDefault(other => other.Name == parameter.Name);
            if (after is null)
                refused.Add($"'{parameter.Name}' is gone: trials were drawn with it");
            else if (parameter.Distribution is CategoricalDistribution != after.Distribution is CategoricalDistribution)
                refused.Add($"'{parameter.Name}' was {Describe(parameter.Distribution)} and would be {Describe(after.Distribution)}");
            else if (!Same(parameter.Distribution, after.Distribution))
                allowed.Add($"'{parameter.Name}' was {Describe(parameter.Distribution)} and is {Describe(after.Distribution)}");
            if (after is not null && after.When != parameter.When)
                allowed.Add($"'{parameter.Name}' is in play {(after.When is null ? "always" : $"when {after.When}")}, before {(parameter.When is null ? "always" : $"when {parameter.When}")}");
        }

        foreach (var parameter in newer.Parameters.Where(parameter => older[parameter.Name] is null))
            allowed.Add($"'{parameter.Name}' is new, {Describe(parameter.Distribution)}");
        if (!older.Constraints.SequenceEqual(newer.Constraints))
            allowed.Add("the constraints changed");
        if (!older.Derived.SequenceEqual(newer.Derived))
            allowed.Add("the derived values changed");
        return new SpaceChange(allowed, refused);
    }

    /// <summary>Whether two distributions have the same values on the same scale.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    /// <returns>True when they do.</returns>
    public static bool Same(Distribution one, Distribution other) => (one, other) switch
    {
        (CategoricalDistribution a, CategoricalDistribution b) => a.IsOrdered == b.IsOrdered && a.Choices.SequenceEqual(b.Choices),
        _ => Equals(one, other),
    };

    /// <summary>A distribution in words.</summary>
    /// <param name="distribution">The distribution.</param>
    /// <returns>E.g. <c>a real number from 1e-5 to 0.1, logarithmic</c>.</returns>
    public static string Describe(Distribution distribution) => distribution switch
    {
        FloatDistribution real => string.Create(CultureInfo.InvariantCulture, $"a real number from {real.Low:R} to {real.High:R}{(real.IsLog ? ", logarithmic" : "")}{(real.Step is { } step ? $", in steps of {step.ToString("R", CultureInfo.InvariantCulture)}" : "")}"),
        IntDistribution whole => string.Create(CultureInfo.InvariantCulture, $"a whole number from {whole.Low} to {whole.High}{(whole.IsLog ? ", logarithmic" : "")}{(whole.Step == 1 ? "" : $", in steps of {whole.Step.ToString(CultureInfo.InvariantCulture)}")}"),
        CategoricalDistribution choice => $"one of {string.Join(", ", choice.Choices)}",
        _ => "unknown",
    };
}
