namespace Assay.Learning.Optimizers;

/// <summary>Settings of <see cref="Sgd"/>.</summary>
public sealed record SgdOptions
{
    /// <summary>Step size η, above 0; 1e-2 by default.</summary>
    public double LearningRate { get; init; } = 1e-2;

    /// <summary>μ, in [0, 1); 0 (none) by default.</summary>
    public double Momentum { get; init; }

    /// <summary>Whether the step looks ahead by one momentum; needs momentum. False by default.</summary>
    public bool Nesterov { get; init; }

    /// <summary>L2 penalty λ, 0 or more; 0 by default.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Refuses settings outside their ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it, its value and the range.</exception>
    public void Validate()
    {
        if (!(Momentum is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Momentum), Momentum, "Momentum must be in [0, 1).");
        if (Nesterov && Momentum == 0)
            throw new ArgumentOutOfRangeException(nameof(Momentum), Momentum, "Nesterov needs a Momentum above 0, such as 0.9.");
        if (!(WeightDecay >= 0) || !double.IsFinite(WeightDecay))
            throw new ArgumentOutOfRangeException(nameof(WeightDecay), WeightDecay, "WeightDecay must be a finite number of 0 or more.");
    }
}
