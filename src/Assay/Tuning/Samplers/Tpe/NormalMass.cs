using MathNet.Numerics;

namespace Assay.Tuning.Samplers.Tpe;

/// <summary>Probabilities of the standard normal distribution that kernels on a bounded range need.</summary>
internal static class NormalMass
{
    private const double SqrtHalf = 0.70710678118654752440;
    private const double FarAway = 9; // Beyond this many deviations nothing is left in double precision.

    /// <summary>P(a &lt; Z &lt; b), accurate in both tails.</summary>
    /// <param name="a">Lower end, in deviations from the center.</param>
    /// <param name="b">Upper end, at least <paramref name="a"/>.</param>
    /// <returns>In [0, 1].</returns>
    public static double Between(double a, double b)
    {
        if (a <= -FarAway && b >= FarAway)
            return 1;
        // The same difference on the other side of 0, so that small tails are subtracted from small tails.
        if (a > 0)
            (a, b) = (-b, -a);
        return Math.Max(0, 0.5 * (SpecialFunctions.Erfc(-b * SqrtHalf) - SpecialFunctions.Erfc(-a * SqrtHalf)));
    }
}
