using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>The Matérn covariance of smoothness 5/2, k(r²) = s (1 + √5 r + 5r²/3) e^(−√5 r).</summary>
/// <remarks>Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), equation 4.17.</remarks>
internal static class Matern
{
    /// <summary>Covariances at squared distances.</summary>
    /// <param name="squares">r² ≥ 0, a multiple of four of them; the covariances afterwards.</param>
    /// <param name="scale">The variance s.</param>
    public static void Values(Span<double> squares, double scale)
    {
        foreach (ref var square in MemoryMarshal.Cast<double, Vector256<double>>(squares))
        {
            var t = Vector256.Sqrt(5 * square);
            square = scale * (Vector256<double>.One + t + (t * t * (1.0 / 3))) * Vector256.Exp(-t);
        }
    }

    /// <summary>Covariances at squared distances, and their derivatives dk/d(r²) = −5/6 s (1 + √5 r) e^(−√5 r).</summary>
    /// <param name="squares">r² ≥ 0, a multiple of four of them; the covariances afterwards.</param>
    /// <param name="slopes">The derivatives afterwards.</param>
    /// <param name="scale">The variance s.</param>
    public static void ValuesAndSlopes(Span<double> squares, Span<double> slopes, double scale)
    {
        var values = MemoryMarshal.Cast<double, Vector256<double>>(squares);
        var derivatives = MemoryMarshal.Cast<double, Vector256<double>>(slopes)[..values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            var t = Vector256.Sqrt(5 * values[index]);
            var decay = scale * Vector256.Exp(-t);
            var linear = Vector256<double>.One + t;
            values[index] = (linear + (t * t * (1.0 / 3))) * decay;
            derivatives[index] = -5.0 / 6 * linear * decay;
        }
    }
}
