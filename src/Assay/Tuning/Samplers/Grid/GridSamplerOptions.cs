namespace Assay.Tuning.Samplers.Grid;

/// <summary>What a grid is made of.</summary>
public sealed record GridSamplerOptions
{
    /// <summary>Values by the parameter's name; parameters that are not named have all their values, or <see cref="Levels"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ParameterValue>> Values { get; init; } = new Dictionary<string, IReadOnlyList<ParameterValue>>(StringComparer.Ordinal);

    /// <summary>How many values a continuous parameter gets, equally far apart on its scale, both ends included; a number with more values than this gets so many, too. Null: continuous parameters are refused.</summary>
    public int? Levels { get; init; }

    /// <summary>How many combinations are walked at most; a larger grid is refused.</summary>
    public int MostPoints { get; init; } = 200_000;

    /// <summary>What is wrong with these options.</summary>
    /// <returns>One sentence a fault; empty when they can be used.</returns>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (Levels < 1)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"A grid has {Levels} levels for continuous parameters, expected at least 1."));
        if (MostPoints is < 1 or > 5_000_000)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"A grid's largest size is {MostPoints}, expected 1 to 5000000."));
        foreach (var (name, values) in Values)
        {
            if (values.Count == 0)
                faults.Add($"The grid has no values for '{name}'; give at least one, or leave the parameter out.");
        }

        return faults;
    }
}
