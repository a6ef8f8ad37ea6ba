namespace Assay.Statistics;

/// <summary>What a test found. An undefined part carries its reason; a test that could not be made has every quantity undefined and no interval.</summary>
public sealed record TestResult
{
    /// <summary>The test by its usual name: "Welch t".</summary>
    public required string Method { get; init; }

    /// <summary>What was asked.</summary>
    public required Hypothesis Hypothesis { get; init; }

    /// <summary>The direction that was asked for.</summary>
    public Alternative Alternative => Hypothesis.Alternative;

    /// <summary>The test's statistic; which one, the test says.</summary>
    public required Quantity Statistic { get; init; }

    /// <summary>Probability, were the effect equal to the margin, of a statistic at least as extreme; in [0, 1].</summary>
    public required Quantity PValue { get; init; }

    /// <summary>Estimate of the effect, first less second, in the unit of the values; the margin is not subtracted.</summary>
    public required Quantity Effect { get; init; }

    /// <summary>What the effect is: "difference of means".</summary>
    public required string EffectName { get; init; }

    /// <summary>Interval of the effect at the hypothesis' confidence; null when there is none (<see cref="Note"/> or an undefined quantity says why).</summary>
    public Interval? Interval { get; init; }

    /// <summary>The effect without its unit, such as Cohen's d.</summary>
    public Quantity StandardizedEffect { get; init; } = Quantity.Undefined("the test has no standardized effect");

    /// <summary>What the standardized effect is: "Cohen's d"; null when the test has none.</summary>
    public string? StandardizedEffectName { get; init; }

    /// <summary>Degrees of freedom, where the reference distribution has them.</summary>
    public Quantity DegreesOfFreedom { get; init; } = Quantity.Undefined("the test has no degrees of freedom");

    /// <summary>Independent units of the first sample, or pairs; clusters where clusters were given.</summary>
    public required int FirstCount { get; init; }

    /// <summary>Independent units of the second sample; 0 for pairs and single samples.</summary>
    public int SecondCount { get; init; }

    /// <summary>Independent units altogether.</summary>
    public int Count => FirstCount + SecondCount;

    /// <summary>How p was found and what was set aside: "exact", "normal approximation, ties"; null when there is nothing to say.</summary>
    public string? Note { get; init; }

    // A test that could not be made.
    internal static TestResult Undefined(string method, Hypothesis hypothesis, string effectName, string reason, int first, int second = 0, Quantity? effect = null) => new()
    {
        Method = method,
        Hypothesis = hypothesis,
        Statistic = Quantity.Undefined(reason),
        PValue = Quantity.Undefined(reason),
        Effect = effect ?? Quantity.Undefined(reason),
        EffectName = effectName,
        FirstCount = first,
        SecondCount = second,
        Note = reason,
    };
}
