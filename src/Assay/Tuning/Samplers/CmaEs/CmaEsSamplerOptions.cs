namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>How <see cref="CmaEsSampler"/> searches. The defaults suit budgets of a hundred to some ten thousand trials.</summary>
public sealed record CmaEsSamplerOptions
{
    /// <summary>Standard deviation of the first generation, as a part of each parameter's range. Default 1/6: three deviations reach the bounds from the middle.</summary>
    public double InitialDeviation { get; init; } = 1.0 / 6;

    /// <summary>Trials a generation, at least 3. Default null: 4 + ⌊3 ln d⌋ of d parameters that can vary.</summary>
    public int? PopulationSize { get; init; }

    /// <summary>
    /// How many trials, the first by number, were proposed otherwise: they only say where and how wide to start (warm start), and belong to no generation.
    /// Default 0. Trials that came from elsewhere later on are learnt from in the generation that their number falls into.
    /// </summary>
    public int WarmStart { get; init; }

    /// <summary>Whether a search that has converged starts anew at a random place with twice the population. Default true.</summary>
    public bool Restarts { get; init; } = true;

    /// <summary>What is wrong with these options.</summary>
    /// <returns>One sentence each; empty when they can be used.</returns>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (!(InitialDeviation > 0 && InitialDeviation <= 10))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The initial deviation of CMA-ES is {InitialDeviation:R}; expected a part of the range above 0, e.g. 0.17."));
        if (PopulationSize is < 3)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The population of CMA-ES has {PopulationSize} trials; expected at least 3."));
        if (WarmStart < 0)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"CMA-ES is to be warm-started from {WarmStart} trials; expected 0 or more."));
        return problems;
    }
}
