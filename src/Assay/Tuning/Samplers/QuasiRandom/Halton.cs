using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers.QuasiRandom;

/// <summary>
/// Points of Halton's sequence: coordinate d of point n has the digits of n in the d-th prime base, mirrored at the point. Scrambled digits are a·digit + c modulo the base, with an own
/// a and c for every position. Source: Matoušek, "On the L2-discrepancy for anchored boxes", J. Complexity 14 (1998), random linear digit scrambling.
/// </summary>
internal static class Halton
{
    /// <summary>Most dimensions.</summary>
    public const int MostDimensions = 1000;

    private const double Finest = 1.0 / (1UL << 53);

    private static readonly Lazy<int[]> Primes = new(() => [.. FirstPrimes().Take(MostDimensions)]);

    /// <summary>One coordinate of one point.</summary>
    /// <param name="dimension">From 0.</param>
    /// <param name="index">Number of the point, from 0; plain point 0 is the lower corner.</param>
    /// <param name="scramble">Seed of the scrambling; null for the plain sequence.</param>
    /// <returns>In [0, 1).</returns>
    public static double Coordinate(int dimension, uint index, Seed? scramble)
    {
        var prime = Primes.Value[dimension];
        var (coordinate, scale) = (0.0, 1.0);
        var left = index;
        // Scrambled, the zeros behind the last digit count too.
        for (var position = 0; scramble is null ? left > 0 : scale > Finest; position++)
        {
            var digit = (int)(left % (uint)prime);
            left /= (uint)prime;
            if (scramble is { } seed)
            {
                var random = new RandomSequence(seed, dimension, position);
                digit = (int)((((long)(1 + random.Below(prime - 1)) * digit) + random.Below(prime)) % prime);
            }

            scale /= prime;
            coordinate += digit * scale;
        }

        return Math.Min(coordinate, 1 - Finest);
    }

    private static IEnumerable<int> FirstPrimes()
    {
        var found = new List<int>();
        for (var number = 2; ; number++)
        {
            var isPrime = true;
            foreach (var prime in found)
            {
                if (prime * prime > number)
                    break;
                if (number % prime == 0)
                {
                    isPrime = false;
                    break;
                }
            }

            if (!isPrime)
                continue;
            found.Add(number);
            yield return number;
        }
    }
}
