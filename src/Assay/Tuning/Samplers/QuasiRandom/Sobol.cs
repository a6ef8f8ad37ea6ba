using System.Reflection;
using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers.QuasiRandom;

/// <summary>
/// Points of Sobol's sequence in the order of its Gray code, with 32 bits. Direction numbers: Joe and Kuo, "Constructing Sobol sequences with better two-dimensional projections",
/// SIAM J. Sci. Comput. 30 (2008), table new-joe-kuo-6. Scrambling: nested uniform, Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences" (1995).
/// </summary>
internal static class Sobol
{
    /// <summary>Most dimensions that there are direction numbers for.</summary>
    public const int MostDimensions = 1000;

    private const int Bits = 32;

    private static readonly Lazy<uint[][]> Directions = new(ReadDirections);

    /// <summary>One coordinate of one point.</summary>
    /// <param name="dimension">From 0.</param>
    /// <param name="index">Number of the point, from 0; point 0 is the lower corner.</param>
    /// <param name="scramble">Seed of the scrambling; null for the plain sequence.</param>
    /// <returns>In [0, 1): of the plain sequence a multiple of 2⁻³², else the middle of such a cell.</returns>
    public static double Coordinate(int dimension, uint index, Seed? scramble)
    {
        var directions = Directions.Value[dimension];
        var bits = 0u;
        var gray = index ^ (index >> 1);
        for (var bit = 0; gray != 0; bit++, gray >>= 1)
        {
            if ((gray & 1) != 0)
                bits ^= directions[bit];
        }

        return scramble is { } seed ? (Scrambled(bits, new Seed(seed.Value + ((ulong)dimension * 0xD1342543DE82EF95UL))) + 0.5) / 4294967296.0 : bits / 4294967296.0;
    }

    // Every digit is flipped or not depending on the digits before it.
    private static uint Scrambled(uint bits, Seed seed)
    {
        var flipped = bits;
        for (var digit = 0; digit < Bits; digit++)
        {
            // A leading 1 tells prefixes of different length apart.
            var prefix = digit == 0 ? 1UL : (1UL << digit) | (bits >> (Bits - digit));
            if (seed.Uniform(prefix) < 0.5)
                flipped ^= 1u << (Bits - 1 - digit);
        }

        return flipped;
    }

    private static uint[][] ReadDirections()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Assay.JoeKuo.txt")!;
        using var reader = new StreamReader(stream);
        var directions = new List<uint[]>(MostDimensions);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            // The primitive polynomial's coefficients as bits, then the first direction numbers.
            var numbers = Array.ConvertAll(line.Split(' '), text => uint.Parse(text, CultureInfo.InvariantCulture));
            directions.Add(Expand(numbers[0], numbers.AsSpan(1)));
        }

        return [.. directions];
    }

    // m(i) = 2 a(1) m(i−1) ⊕ 4 a(2) m(i−2) ⊕ … ⊕ 2^s m(i−s) ⊕ m(i−s); direction i is m(i) / 2^(i+1).
    private static uint[] Expand(uint polynomial, ReadOnlySpan<uint> first)
    {
        var degree = System.Numerics.BitOperations.Log2(polynomial);
        var m = new uint[Bits];
        if (degree == 0)
            m.AsSpan().Fill(1); // The first dimension is van der Corput's sequence.
        else
            first.CopyTo(m);
        for (var index = degree; degree > 0 && index < Bits; index++)
        {
            var value = m[index - degree];
            for (var step = 1; step <= degree; step++)
            {
                if (((polynomial >> (degree - step)) & 1) != 0)
                    value ^= m[index - step] << step;
            }

            m[index] = value;
        }

        for (var index = 0; index < Bits; index++)
            m[index] <<= Bits - 1 - index;
        return m;
    }
}
