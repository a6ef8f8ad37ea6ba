namespace Assay.Foundation.Randomness;

/// <summary>Random numbers one after another: SplitMix64 from a seed. A value type: pass it by reference, for a copy repeats what the original draws.</summary>
/// <remarks>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; bounded draws after Lemire, ACM TOMACS 29 (2019); normal numbers by the polar method of Marsaglia and Bray, SIAM Review 6 (1964).</remarks>
public struct RandomSequence
{
    private ulong _state;
    private double _kept;
    private bool _hasKept;

    /// <summary>The sequence of a seed.</summary>
    /// <param name="seed">Where it starts; equal seeds give equal sequences on every machine.</param>
    public RandomSequence(Seed seed) => _state = Mixed(seed.Value);

    /// <summary>The sequence of one of many numbered parts of a seed, e.g. of one trial.</summary>
    /// <param name="seed">Seed of the whole.</param>
    /// <param name="part">The part's number.</param>
    /// <param name="attempt">Counts draws for the same part that were thrown away.</param>
    public RandomSequence(Seed seed, int part, int attempt = 0) =>
        _state = Mixed(Mixed(seed.Value ^ Mixed((ulong)(uint)part + 0x9E3779B97F4A7C15UL)) + (ulong)(uint)attempt);

    /// <summary>The next 64 random bits.</summary>
    /// <returns>Any number.</returns>
    public ulong NextBits() => Mixed(_state += 0x9E3779B97F4A7C15UL);

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    /// <returns>The number.</returns>
    public double Uniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform number in (0, 1): never 0, for logarithms and inverse distributions.</summary>
    /// <returns>The number.</returns>
    public double OpenUniform() => ((NextBits() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>A whole number in [0, bound), each equally likely.</summary>
    /// <param name="bound">At least 1.</param>
    /// <returns>The number.</returns>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var product = (ulong)(uint)NextBits() * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            var refused = (uint)-bound % (uint)bound;
            while ((uint)product < refused)
                product = (ulong)(uint)NextBits() * (uint)bound;
        }

        return (int)(product >> 32);
    }

    /// <summary>A number of the standard normal distribution.</summary>
    /// <returns>The number.</returns>
    public double Normal()
    {
        if (_hasKept)
        {
            _hasKept = false;
            return _kept;
        }

        double x, y, square;
        do
        {
            x = (2 * Uniform()) - 1;
            y = (2 * Uniform()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);
        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        (_kept, _hasKept) = (y * scale, true);
        return x * scale;
    }

    private static ulong Mixed(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
