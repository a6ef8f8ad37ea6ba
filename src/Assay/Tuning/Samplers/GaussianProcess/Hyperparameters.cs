namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>What a Gaussian process is fitted by.</summary>
/// <param name="Weights">Inverse squared length scale of each parameter: how much it matters.</param>
/// <param name="Scale">Variance of the function, in standardised losses.</param>
/// <param name="Noise">Variance of the noise, in standardised losses.</param>
internal sealed record Hyperparameters(double[] Weights, double Scale, double Noise)
{
    /// <summary>The least noise: keeps the covariance matrix well conditioned.</summary>
    public const double LeastNoise = 1e-7;

    private const double LeastWeight = 1e-4;
    private const double MostWeight = 1e4;
    private const double LeastScale = 1e-3;
    private const double MostScale = 1e3;
    private const double MostNoise = 1;

    /// <summary>Where fits begin.</summary>
    /// <param name="groups">Number of weights.</param>
    /// <returns>Weights and scale of 1, small noise.</returns>
    public static Hyperparameters Start(int groups)
    {
        var weights = new double[groups];
        Array.Fill(weights, 1.0);
        return new Hyperparameters(weights, 1, 1e-4);
    }

    /// <summary>As logarithms: weights, scale, noise.</summary>
    /// <returns>The vector that is optimised.</returns>
    public double[] ToLogarithms() => [.. Array.ConvertAll(Weights, Math.Log), Math.Log(Scale), Math.Log(Noise)];

    /// <summary>Out of logarithms.</summary>
    /// <param name="logarithms">Weights, scale, noise.</param>
    /// <returns>The parameters.</returns>
    public static Hyperparameters OfLogarithms(ReadOnlySpan<double> logarithms)
    {
        var weights = new double[logarithms.Length - 2];
        for (var group = 0; group < weights.Length; group++)
            weights[group] = Math.Exp(logarithms[group]);
        return new Hyperparameters(weights, Math.Exp(logarithms[^2]), Math.Exp(logarithms[^1]));
    }

    /// <summary>The bounds of the logarithms.</summary>
    /// <param name="groups">Number of weights.</param>
    /// <returns>Lower and upper ones.</returns>
    public static (double[] Lower, double[] Upper) Bounds(int groups)
    {
        var lower = new double[groups + 2];
        var upper = new double[groups + 2];
        Array.Fill(lower, Math.Log(LeastWeight));
        Array.Fill(upper, Math.Log(MostWeight));
        (lower[^2], upper[^2]) = (Math.Log(LeastScale), Math.Log(MostScale));
        (lower[^1], upper[^1]) = (Math.Log(LeastNoise), Math.Log(MostNoise));
        return (lower, upper);
    }

    /// <summary>
    /// The negative logarithm of the prior, up to a constant: Σ (0.1/w + 0.1 w) over the weights, Gamma(2, 1) for the scale, Gamma(1.1, 30) for the noise.
    /// </summary>
    /// <param name="gradient">To which the derivatives by the logarithms are added.</param>
    /// <returns>The value.</returns>
    /// <remarks>The priors of Optuna's Gaussian process (optuna/_gp/prior.py, MIT): weak, and they keep a parameter that seems irrelevant from being dropped for good.</remarks>
    public double NegativeLogPrior(Span<double> gradient)
    {
        var value = 0.0;
        for (var group = 0; group < Weights.Length; group++)
        {
            var weight = Weights[group];
            value += (0.1 / weight) + (0.1 * weight);
            gradient[group] += (-0.1 / weight) + (0.1 * weight);
        }

        value += Scale - Math.Log(Scale) + (30 * Noise) - (0.1 * Math.Log(Noise));
        gradient[^2] += Scale - 1;
        gradient[^1] += (30 * Noise) - 0.1;
        return value;
    }
}
