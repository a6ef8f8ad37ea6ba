namespace Assay.Learning.Optimizers;

/// <summary>Settings of <see cref="AdamW"/> and <see cref="Adam"/>.</summary>
public sealed record AdamOptions
{
    /// <summary>Step size η, above 0; 1e-3 by default.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay β₁ of the mean of gradients, in [0, 1); 0.9 by default.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay β₂ of the mean of squared gradients, in [0, 1); 0.999 by default.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε, above 0; 1e-8 by default.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Weight decay λ, 0 or more; 0 by default.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Refuses settings outside their ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it, its value and the range.</exception>
    public void Validate()
    {
        Require(Beta1 is >= 0 and < 1, nameof(Beta1), Beta1, "in [0, 1)");
        Require(Beta2 is >= 0 and < 1, nameof(Beta2), Beta2, "in [0, 1)");
        Require(Epsilon > 0 && double.IsFinite(Epsilon), nameof(Epsilon), Epsilon, "a finite number above 0");
        Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "a finite number of 0 or more");
    }

    internal Dictionary<string, double> ToDictionary() => new(StringComparer.Ordinal)
    {
        ["learningRate"] = LearningRate,
        ["beta1"] = Beta1,
        ["beta2"] = Beta2,
        ["epsilon"] = Epsilon,
        ["weightDecay"] = WeightDecay,
    };

    private static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
    }
}
