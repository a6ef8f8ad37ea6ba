namespace Assay.Tuning.Samplers.Nsga;

/// <summary>How the NSGA samplers search.</summary>
public sealed record NsgaOptions
{
    /// <summary>Trials a generation, at least 4. Default null: 50, or a sixth of the study's trials if that is less, but at least 12.</summary>
    public int? PopulationSize { get; init; }

    /// <summary>How two parents make a child.</summary>
    public Crossover Crossover { get; init; }

    /// <summary>Chance in [0, 1] that a child has two parents. Default 0.9.</summary>
    public double CrossoverProbability { get; init; } = 0.9;

    /// <summary>Chance in [0, 1] that a value mutates. Default null: one over the number of parameters.</summary>
    public double? MutationProbability { get; init; }

    /// <summary>What is wrong with these options.</summary>
    /// <returns>One sentence each; empty when they can be used.</returns>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (PopulationSize is < 4)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The population of NSGA has {PopulationSize} trials; expected at least 4."));
        if (!(CrossoverProbability is >= 0 and <= 1))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The crossover probability of NSGA is {CrossoverProbability:R}; expected a number from 0 to 1."));
        if (MutationProbability is not (null or (>= 0 and <= 1)))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The mutation probability of NSGA is {MutationProbability:R}; expected a number from 0 to 1."));
        return problems;
    }
}
