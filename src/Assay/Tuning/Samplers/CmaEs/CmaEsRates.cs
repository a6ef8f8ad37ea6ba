namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>Recombination weights and learning rates of CMA-ES with negative weights.</summary>
/// <remarks>Source: Hansen, "The CMA evolution strategy: a tutorial", arXiv:1604.00772, table 1 and equations 49 to 58; the scaling for diagonal covariances is of Ros and Hansen, PPSN 2008.</remarks>
internal sealed class CmaEsRates
{
    /// <summary>The rates.</summary>
    /// <param name="dimension">n ≥ 1, the dimension of the normal distribution.</param>
    /// <param name="population">λ ≥ 3.</param>
    /// <param name="isDiagonal">Whether only variances are learnt, which can be done faster.</param>
    public CmaEsRates(int dimension, int population, bool isDiagonal = false)
    {
        var n = (double)dimension;
        Population = population;
        var raw = new double[population];
        for (var i = 0; i < population; i++)
            raw[i] = Math.Log((population + 1) / 2.0) - Math.Log(i + 1);
        var parents = population / 2;
        Effective = EffectiveOf(raw.AsSpan(0, parents));
        var effectiveNegative = EffectiveOf(raw.AsSpan(parents));

        var faster = isDiagonal ? (n + 2) / 3 : 1;
        RankOne = Math.Min(0.5, faster * 2 / (((n + 1.3) * (n + 1.3)) + Effective));
        RankMu = Math.Min(1 - RankOne - 1e-8, faster * 2 * (Effective - 2 + (1 / Effective)) / (((n + 2) * (n + 2)) + Effective));
        var negative = Math.Min(Math.Min(1 + (RankOne / RankMu), 1 + (2 * effectiveNegative / (Effective + 2))), (1 - RankOne - RankMu) / (n * RankMu));
        var (sumPositive, sumNegative) = (0.0, 0.0);
        foreach (var weight in raw)
        {
            sumPositive += Math.Max(weight, 0);
            sumNegative += Math.Max(-weight, 0);
        }

        Weights = Array.ConvertAll(raw, weight => weight >= 0 ? weight / sumPositive : weight * negative / sumNegative);
        WeightSum = Weights.Sum();
        Parents = parents;

        Path = (4 + (Effective / n)) / (n + 4 + (2 * Effective / n));
        StepPath = (Effective + 2) / (n + Effective + 5);
        StepDamping = 1 + (2 * Math.Max(0, Math.Sqrt((Effective - 1) / (n + 1)) - 1)) + StepPath;
        ExpectedLength = Math.Sqrt(n) * (1 - (1 / (4 * n)) + (1 / (21 * n * n)));
        // Hansen, "Injecting external solutions into CMA-ES", arXiv:1110.4181, equation 3.
        LongestInjected = Math.Sqrt(n) + (2 * n / (n + 2));

        static double EffectiveOf(ReadOnlySpan<double> weights)
        {
            var (sum, squares) = (0.0, 0.0);
            foreach (var weight in weights)
            {
                sum += weight;
                squares += weight * weight;
            }

            return sum * sum / squares;
        }
    }

    /// <summary>λ, trials a generation.</summary>
    public int Population { get; }

    /// <summary>μ, how many of them the mean moves towards.</summary>
    public int Parents { get; }

    /// <summary>w, one a rank, best first; those above 0 sum to 1, the worse half is below 0.</summary>
    public double[] Weights { get; }

    /// <summary>Sum of all weights.</summary>
    public double WeightSum { get; }

    /// <summary>μ_eff, how many equally weighted parents these weights are worth.</summary>
    public double Effective { get; }

    /// <summary>c₁, learning rate of the rank-one update.</summary>
    public double RankOne { get; }

    /// <summary>c_μ, learning rate of the rank-μ update.</summary>
    public double RankMu { get; }

    /// <summary>c_c, how fast the path of the covariance forgets.</summary>
    public double Path { get; }

    /// <summary>c_σ, how fast the path of the step size forgets.</summary>
    public double StepPath { get; }

    /// <summary>d_σ, damping of the step size.</summary>
    public double StepDamping { get; }

    /// <summary>E‖N(0, I)‖.</summary>
    public double ExpectedLength { get; }

    /// <summary>How long the step to a point from elsewhere may be, in the distribution's own measure.</summary>
    public double LongestInjected { get; }
}
