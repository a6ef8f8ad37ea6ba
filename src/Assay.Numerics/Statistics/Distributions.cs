using MathNet.Numerics;

namespace Assay.Statistics;

/// <summary>Tails and quantiles of the reference distributions. Tails are computed as tails, so that small p-values keep their digits.</summary>
internal static class Distributions
{
    // Enough halvings to bring any bracket of doubles down to neighbours.
    private const int Halvings = 2100;

    /// <summary>P(Z ≤ z) of the standard normal.</summary>
    public static double NormalBelow(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    /// <summary>P(Z ≥ z) of the standard normal.</summary>
    public static double NormalAbove(double z) => 0.5 * SpecialFunctions.Erfc(z / Constants.Sqrt2);

    /// <summary>The z with P(Z ≤ z) = p; ±∞ at 0 and 1.</summary>
    public static double NormalQuantile(double p) => p switch
    {
        <= 0 => double.NegativeInfinity,
        >= 1 => double.PositiveInfinity,
        _ => -Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * p),
    };

    /// <summary>P(T ≥ t) of Student's distribution with ν &gt; 0 degrees of freedom.</summary>
    public static double StudentAbove(double t, double degrees)
    {
        if (double.IsInfinity(t))
            return t > 0 ? 0 : 1;
        // Of the two forms of I_x, the one whose argument is exact for small |t| would cancel for large |t|, and the other way round.
        var half = t * t < degrees
            ? 0.5 - (0.5 * BetaBelow(0.5, degrees / 2, t * t / (degrees + (t * t))))
            : 0.5 * BetaBelow(degrees / 2, 0.5, degrees / (degrees + (t * t)));
        return t >= 0 ? half : 1 - half;
    }

    /// <summary>The t with P(T ≤ t) = p, for p in (0, 1).</summary>
    public static double StudentQuantile(double p, double degrees)
    {
        var tail = Math.Min(p, 1 - p);
        if (tail == 0.5)
            return 0;
        var high = 1.0;
        while (StudentAbove(high, degrees) > tail && high < 1e300)
            high *= 2;
        var magnitude = Crossing(0, high, t => tail - StudentAbove(t, degrees));
        return p < 0.5 ? -magnitude : magnitude;
    }

    /// <summary>P(F ≥ f) of Fisher's distribution.</summary>
    public static double FisherAbove(double f, double numerator, double denominator) => f switch
    {
        <= 0 => 1,
        double.PositiveInfinity => 0,
        _ => BetaBelow(denominator / 2, numerator / 2, denominator / (denominator + (numerator * f))),
    };

    /// <summary>P(X ≥ x) of the χ² distribution.</summary>
    public static double ChiSquaredAbove(double x, double degrees) => x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2, x / 2);

    /// <summary>P(B ≤ x) of the beta distribution: the regularized incomplete beta function.</summary>
    public static double BetaBelow(double a, double b, double x) => x switch
    {
        <= 0 => 0,
        >= 1 => 1,
        _ => SpecialFunctions.BetaRegularized(a, b, x),
    };

    /// <summary>The x with P(B ≤ x) = p.</summary>
    public static double BetaQuantile(double p, double a, double b) => Crossing(0, 1, x => BetaBelow(a, b, x) - p);

    /// <summary>P(X ≤ k) of the binomial distribution.</summary>
    public static double BinomialAtMost(int successes, int trials, double probability) =>
        successes < 0 ? 0 : successes >= trials ? 1 : BetaBelow(trials - successes, successes + 1.0, 1 - probability);

    /// <summary>P(T ≤ t) of the noncentral t distribution, by its series of incomplete beta functions.</summary>
    /// <remarks>Source: Lenth, "Algorithm AS 243", Applied Statistics 38 (1989). Terms are summed from the middle of the Poisson weights, so that large δ do not underflow.</remarks>
    public static double NoncentralStudentBelow(double t, double degrees, double noncentrality)
    {
        if (t < 0)
            return 1 - NoncentralStudentBelow(-t, degrees, -noncentrality);
        var (x, half) = (t * t / (degrees + (t * t)), noncentrality * noncentrality / 2);
        if (half == 0)
            return 1 - StudentAbove(t, degrees);
        var sum = 0.0;
        var (middle, logHalf) = ((int)half, Math.Log(half));
        for (var direction = -1; direction <= 1; direction += 2)
        {
            for (var j = direction < 0 ? middle : middle + 1; j >= 0; j += direction)
            {
                var even = Math.Exp((j * logHalf) - half - SpecialFunctions.GammaLn(j + 1.0));
                var odd = noncentrality / Constants.Sqrt2 * Math.Exp((j * logHalf) - half - SpecialFunctions.GammaLn(j + 1.5));
                sum += (even * BetaBelow(j + 0.5, degrees / 2, x)) + (odd * BetaBelow(j + 1.0, degrees / 2, x));
                if (Math.Max(even, Math.Abs(odd)) < 1e-18)
                    break;
            }
        }

        return Math.Clamp(NormalBelow(-noncentrality) + (sum / 2), 0, 1);
    }

    /// <summary>Where an increasing function passes 0 between two points of unequal sign: to the last bit, by halving.</summary>
    public static double Crossing(double low, double high, Func<double, double> increasing)
    {
        for (var step = 0; step < Halvings; step++)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
                break;
            if (increasing(middle) < 0)
                low = middle;
            else
                high = middle;
        }

        return high;
    }
}
