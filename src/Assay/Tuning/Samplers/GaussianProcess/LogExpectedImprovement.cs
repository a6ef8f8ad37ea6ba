namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>
/// The logarithm of the expected improvement under a normal prediction, ln σ + ln h(z) with h(z) = φ(z) + zΦ(z) and z = (best − μ)/σ. It stays finite and keeps
/// its slope where the expected improvement itself is 0 in floating point.
/// </summary>
/// <remarks>Source: Ament et al., "Unexpected Improvements to Expected Improvement", NeurIPS 2023 (arXiv 2310.20708), section 4.1; here through the Mills ratio.</remarks>
internal static class LogExpectedImprovement
{
    private const double FarOut = -50;

    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>ln h(z).</summary>
    /// <param name="z">How many deviations the mean lies below the best value.</param>
    /// <returns>The logarithm and its derivative by z, Φ(z)/h(z).</returns>
    public static (double Value, double Slope) Of(double z)
    {
        if (z > -1)
        {
            var density = Math.Exp((-0.5 * z * z) - HalfLogTwoPi);
            var below = z <= 0 ? density * MillsRatio(-z) : 1 - (density * MillsRatio(z));
            var h = density + (z * below);
            return (Math.Log(h), below / h);
        }

        // h = φ (1 − t R(t)) with t = −z; far out the difference is what is left of a series whose first terms cancel.
        var t = -z;
        var ratio = MillsRatio(t);
        var square = 1 / (t * t);
        var rest = z > FarOut ? 1 - (t * ratio) : square * (1 - (square * (3 - (square * (15 - (square * (105 - (square * 945))))))));
        return ((-0.5 * z * z) - HalfLogTwoPi + Math.Log(rest), ratio / rest);
    }

    /// <summary>Mills' ratio (1 − Φ(t)) / φ(t).</summary>
    /// <param name="t">At least 0.</param>
    /// <returns>The ratio, with a relative error below 1e-14.</returns>
    /// <remarks>Up to 3 the series Φ(t) − ½ = φ(t) (t + t³/3 + t⁵/15 + …), above it Laplace's continued fraction; Abramowitz and Stegun, 26.2.11 and 26.2.14.</remarks>
    public static double MillsRatio(double t)
    {
        if (t < 3)
        {
            var term = t;
            var sum = t;
            for (var odd = 3; term > 1e-17 * sum; odd += 2)
            {
                term *= t * t / odd;
                sum += term;
            }

            return Math.Exp((0.5 * t * t) + HalfLogTwoPi - Math.Log(2)) - sum;
        }

        // The farther out, the fewer levels it takes.
        var levels = 10 + (int)(200 / (t * t));
        var fraction = t;
        for (var level = levels; level > 0; level--)
            fraction = t + (level / fraction);
        return 1 / fraction;
    }
}
