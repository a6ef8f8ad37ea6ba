using Assay.Foundation.Randomness;

namespace Assay.Tuning.Importance;

/// <summary>How importance is computed. The result depends on the seed, never on the number of threads.</summary>
public sealed record ImportanceOptions
{
    /// <summary>Trees of the forest, 2 to 4096.</summary>
    public int Trees { get; init; } = 64;

    /// <summary>Share of the trials that count as good for PED-ANOVA, in (0, 1).</summary>
    public double TargetShare { get; init; } = 0.1;

    /// <summary>Resamples of the trials for PED-ANOVA's intervals, 0 to 100,000; 0 gives none.</summary>
    public int Resamples { get; init; } = 100;

    /// <summary>Level of the intervals, in (0, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Whether fANOVA also attributes variance to pairs of parameters.</summary>
    public bool Pairs { get; init; }

    /// <summary>The seed of trees, resamples and shuffles.</summary>
    public Seed Seed { get; init; } = new(0);

    /// <summary>Threads; 0 for as many as there are processors.</summary>
    public int Threads { get; init; }

    /// <summary>What is wrong with these options, a sentence each.</summary>
    /// <returns>The sentences; empty when nothing is.</returns>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Trees is < 2 or > 4096)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"A forest of {Trees} trees was asked for, expected 2 to 4096."));
        if (!(TargetShare is > 0 and < 1))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The share of good trials is {TargetShare:R}, expected a number between 0 and 1, e.g. 0.1."));
        if (Resamples is < 0 or > 100_000)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{Resamples} resamples were asked for, expected 0 to 100000."));
        if (!(Confidence is > 0 and < 1))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The confidence is {Confidence:R}, expected a number between 0 and 1, e.g. 0.95."));
        return problems;
    }

    internal ParallelOptions Parallelism => new() { MaxDegreeOfParallelism = Threads > 0 ? Threads : Environment.ProcessorCount };
}
