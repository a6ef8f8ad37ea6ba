using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers.Nsga;

/// <summary>Crossover and mutation of a place in [0, 1].</summary>
/// <remarks>
/// Sources: Deb and Agrawal, "Simulated binary crossover for continuous search space", Complex Systems 9 (1995); Eshelman and Schaffer, "Real-coded genetic algorithms and
/// interval-schemata", FOGA 2 (1993); Deb and Goyal, "A combined genetic adaptive search (GeneAS) for engineering design", 1996; bounds as in Deb's NSGA-II, 2002.
/// </remarks>
internal static class RealCrossover
{
    private const double Alike = 1e-14;

    /// <summary>Simulated binary crossover within [0, 1]; the child's distribution has its modes at the parents.</summary>
    /// <param name="left">A parent's place.</param>
    /// <param name="right">The other's.</param>
    /// <param name="index">Distribution index η ≥ 0: the larger, the nearer to the parents.</param>
    /// <param name="random">The random numbers.</param>
    /// <returns>One of the two children, each equally likely.</returns>
    public static double SimulatedBinary(double left, double right, double index, ref RandomSequence random)
    {
        var (u, takesUpper) = (random.Uniform(), random.Uniform() < 0.5);
        var (low, high) = (Math.Min(left, right), Math.Max(left, right));
        if (high - low < Alike)
            return left;
        var room = 1 + (2 * (takesUpper ? 1 - high : low) / (high - low));
        var alpha = 2 - Math.Pow(room, -(index + 1));
        var spread = Math.Pow(u <= 1 / alpha ? u * alpha : 1 / (2 - (u * alpha)), 1 / (index + 1));
        var child = 0.5 * (low + high + ((takesUpper ? spread : -spread) * (high - low)));
        return Math.Clamp(child, 0, 1);
    }

    /// <summary>BLX-α: uniform between the parents and α times their distance beyond, cut at 0 and 1.</summary>
    public static double Blend(double left, double right, double alpha, ref RandomSequence random)
    {
        var distance = Math.Abs(left - right);
        var low = Math.Max(0, Math.Min(left, right) - (alpha * distance));
        var high = Math.Min(1, Math.Max(left, right) + (alpha * distance));
        return low + (random.Uniform() * (high - low));
    }

    /// <summary>Polynomial mutation within [0, 1].</summary>
    /// <param name="place">Where the value is.</param>
    /// <param name="index">Distribution index η ≥ 0: the larger, the smaller the change.</param>
    /// <param name="random">The random numbers.</param>
    /// <returns>The new place.</returns>
    public static double Mutated(double place, double index, ref RandomSequence random)
    {
        var u = random.Uniform();
        var change = u < 0.5
            ? Math.Pow((2 * u) + ((1 - (2 * u)) * Math.Pow(1 - place, index + 1)), 1 / (index + 1)) - 1
            : 1 - Math.Pow((2 * (1 - u)) + ((2 * u) - 1) * Math.Pow(place, index + 1), 1 / (index + 1));
        return Math.Clamp(place + change, 0, 1);
    }
}
