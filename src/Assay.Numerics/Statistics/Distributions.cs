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
        // Both arguments of I_x are given: near t = 0 the one cannot be had from the other.
        var squares = degrees + (t * t);
        var half = 0.5 * IncompleteBeta(degrees / 2, 0.5, degrees / squares, t * t / squares);
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
        _ => IncompleteBeta(denominator / 2, numerator / 2, denominator / (denominator + (numerator * f)), numerator * f / (denominator + (numerator * f))),
    };

    /// <summary>P(X ≥ x) of the χ² distribution.</summary>
    public static double ChiSquaredAbove(double x, double degrees) => x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2, x / 2);

    /// <summary>P(B ≤ x) of the beta distribution: the regularized incomplete beta function.</summary>
    public static double BetaBelow(double a, double b, double x) => x switch
    {
        <= 0 => 0,
        >= 1 => 1,
        _ => IncompleteBeta(a, b, x, 1 - x),
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

    // I_x(a, b) with y = 1 − x given beside x. Continued fraction of DLMF 8.17.22 by Lentz' method, on the side where it converges fast.
    private static double IncompleteBeta(double a, double b, double x, double y)
    {
        if (x <= 0 || y <= 0)
            return x <= 0 ? 0 : 1;
        return x > (a + 1) / (a + b + 2) ? 1 - BetaFraction(b, a, y, x) : BetaFraction(a, b, x, y);
    }

    private static double BetaFraction(double a, double b, double x, double y)
    {
        const double Tiny = 1e-300;
        var (c, d) = (1.0, 1 / NotZero(1 - ((a + b) * x / (a + 1))));
        var fraction = d;
        for (var m = 1; m < 100_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            fraction *= c * d;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            fraction *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-16)
                break;
        }

        return BetaFactor(a, b, x, y) / a * fraction;

        static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }

    // xᵃ yᵇ / B(a, b) by deviances, which keep their digits where logarithms of gamma functions would cancel: Loader, "Fast and accurate computation of binomial probabilities" (2000).
    private static double BetaFactor(double a, double b, double x, double y)
    {
        var n = a + b;
        var log = StirlingRest(n) - StirlingRest(a) - StirlingRest(b) - Deviance(a, n * x) - Deviance(b, n * y);
        return Math.Sqrt(a * b / (2 * Math.PI * n)) * Math.Exp(log);
    }

    // ln Γ(z) − [(z − ½) ln z − z + ½ ln 2π].
    private static double StirlingRest(double z)
    {
        if (z < 16)
            return SpecialFunctions.GammaLn(z) - (((z - 0.5) * Math.Log(z)) - z + (0.5 * Math.Log(2 * Math.PI)));
        var square = z * z;
        return (1.0 / 12 - ((1.0 / 360 - ((1.0 / 1260 - ((1.0 / 1680 - (1.0 / 1188 / square)) / square)) / square)) / square)) / z;
    }

    // p ln(p / q) + q − p ≥ 0.
    private static double Deviance(double p, double q)
    {
        if (Math.Abs(p - q) >= 0.1 * (p + q))
            return (p * Math.Log(p / q)) + q - p;
        var v = (p - q) / (p + q);
        var (sum, term, square) = ((p - q) * v, 2 * p * v, v * v);
        for (var odd = 3; odd < 1000; odd += 2)
        {
            term *= square;
            var next = sum + (term / odd);
            if (next == sum)
                break;
            sum = next;
        }

        return sum;
    }
}
