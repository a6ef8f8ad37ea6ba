namespace Assay.Tuning.Samplers.Tpe;

/// <summary>How TPE works. The defaults were chosen on the benchmark's problems; there is rarely a reason to change them.</summary>
public sealed record TpeSamplerOptions
{
    /// <summary>What is modeled together.</summary>
    public TpeMode Mode { get; init; } = TpeMode.Multivariate;

    /// <summary>How many completed or pruned trials are drawn at random before there is a model.</summary>
    public int StartupTrials { get; init; } = 10;

    /// <summary>How many candidates are drawn from the model of the good trials, of which the best is proposed.</summary>
    public int Candidates { get; init; } = 24;

    /// <summary>The share of trials that count as good, in (0, 1).</summary>
    public double GoodShare { get; init; } = 0.15;

    /// <summary>How many trials count as good at most.</summary>
    public int MostGood { get; init; } = 25;

    /// <summary>Whether trials that are running count as bad ones until they end, so that workers do not all try the same.</summary>
    public bool ConstantLiar { get; init; } = true;

    /// <summary>What is wrong with these options.</summary>
    /// <returns>One sentence a fault; empty when they can be used.</returns>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (StartupTrials < 1)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"StartupTrials is {StartupTrials}, expected at least 1."));
        if (Candidates is < 1 or > 10_000)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"Candidates is {Candidates}, expected 1 to 10000."));
        if (!(GoodShare is > 0 and < 1))
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"GoodShare is {GoodShare:R}, expected a number between 0 and 1."));
        if (MostGood < 1)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"MostGood is {MostGood}, expected at least 1."));
        return faults;
    }
}
