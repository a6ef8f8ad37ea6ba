namespace Assay.Tuning.Spaces;

/// <summary>Refuses spaces that cannot be searched.</summary>
internal static class SpaceCheck
{
    private const int MostParameters = 1000;
    private const int MostChoices = 10_000;

    /// <summary>Checks names, bounds and choices; expressions are checked where they are read.</summary>
    /// <exception cref="AssayException">The first fault.</exception>
    public static void Check(ParameterSpace space)
    {
        if (space.Parameters.Count > MostParameters)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"The space has {space.Parameters.Count} parameters, {MostParameters} are allowed."));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in space.Parameters.Select(parameter => parameter.Name).Concat(space.Derived.Select(value => value.Name)))
        {
            if (string.IsNullOrWhiteSpace(name))
                throw new AssayException("A parameter of the space has no name; expected a name such as lr.");
            if (!names.Add(name))
                throw new AssayException($"The space has '{name}' twice; names are unique.");
        }

        foreach (var parameter in space.Parameters)
        {
            if (Fault(parameter.Distribution) is { } fault)
                throw new AssayException($"The parameter '{parameter.Name}' cannot be searched: {fault}.");
        }
    }

    private static string? Fault(Distribution distribution) => distribution switch
    {
        FloatDistribution real when !double.IsFinite(real.Low) || !double.IsFinite(real.High) => "its bounds are not finite",
        FloatDistribution real when real.Low > real.High => Crossed(real.Low, real.High),
        FloatDistribution { IsLog: true, Low: <= 0 } real => Text($"a logarithmic range must stay above 0, found a lower bound of {real.Low:R}; use e.g. 1e-6"),
        FloatDistribution { Step: { } step } when !(step > 0) || !double.IsFinite(step) => Text($"its step is {step:R}, expected a number above 0"),
        IntDistribution whole when whole.Low > whole.High => Crossed(whole.Low, whole.High),
        IntDistribution { IsLog: true, Low: < 1 } whole => Text($"a logarithmic range of whole numbers must begin at 1 or above, found {whole.Low}"),
        IntDistribution { Step: < 1 } whole => Text($"its step is {whole.Step}, expected at least 1"),
        CategoricalDistribution { Choices.Count: 0 } => "it has no choices",
        CategoricalDistribution { Choices.Count: > MostChoices } choice => Text($"it has {choice.Choices.Count} choices, {MostChoices} are allowed"),
        CategoricalDistribution choice when choice.Choices.Distinct().Count() < choice.Choices.Count =>
            $"the choice {choice.Choices.GroupBy(value => value).First(group => group.Count() > 1).Key} is there twice",
        _ => null,
    };

    private static string Crossed(double low, double high) => Text($"its lower bound {low:R} is above its upper bound {high:R}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
