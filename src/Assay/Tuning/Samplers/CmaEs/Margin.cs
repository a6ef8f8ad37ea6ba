using Assay.Tuning.Spaces;
using MathNet.Numerics.Distributions;

namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>
/// Keeps a discrete parameter from freezing: after each generation its mean and its scale are moved so that values outside the mean's cell keep at least a small
/// probability.
/// </summary>
/// <remarks>Source: Hamano, Saito, Nomura and Shirakawa, "CMA-ES with margin", GECCO 2022, section 3.</remarks>
internal static class Margin
{
    private const double Least = 1e-10;

    /// <summary>Corrects one parameter.</summary>
    /// <param name="dimension">A discrete parameter with at least two values.</param>
    /// <param name="mean">Mean of its normal distribution, in places; changed.</param>
    /// <param name="scale">Factor on the deviation; changed.</param>
    /// <param name="deviation">Standard deviation without the factor, above 0.</param>
    /// <param name="margin">α, in (0, 1): what is left to the values outside the mean's cell.</param>
    public static void Keep(Dimension dimension, ref double mean, ref double scale, double deviation, double margin)
    {
        var cell = dimension.NumberOf(dimension.FromUnit(mean));
        var (low, high) = dimension.CellOf(cell);
        if (cell == 0 || cell == dimension.Count - 1)
        {
            // All other values are on one side: the mean may not be further from them than their probability α allows.
            var edge = cell == 0 ? high : low;
            var furthest = Quantile(margin) * deviation * scale;
            mean = edge + (Math.Sign(mean - edge) * Math.Min(Math.Abs(mean - edge), furthest));
            return;
        }

        var below = Normal.CDF(mean, deviation * scale, low);
        var above = Normal.CDF(-mean, deviation * scale, -high);
        var inside = 1 - below - above;
        below = Math.Max(below, margin / 2);
        above = Math.Max(above, margin / 2);
        var excess = 1 - below - above - inside;
        var room = below + inside + above - (1.5 * margin);
        var (from, to) = (Quantile(below + (excess * (below - (margin / 2)) / room)), Quantile(above + (excess * (above - (margin / 2)) / room)));
        scale = (high - low) / ((from + to) * deviation);
        mean = ((low * to) + (high * from)) / (from + to);
    }

    // How many deviations from the mean a tail of this probability begins.
    private static double Quantile(double tail) => -Normal.InvCDF(0, 1, Math.Clamp(tail, Least, 0.5 - Least));
}
