using Assay.Foundation.Randomness;

namespace Assay.Statistics;

/// <summary>Random numbers of one resample: SplitMix64 from a start that depends on the seed and the resample's number only.</summary>
/// <remarks>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; bounded draws after Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019).</remarks>
internal struct RandomStream
{
    private const ulong Step = 0x9E3779B97F4A7C15UL;

    private ulong _state;
    private uint _kept;
    private bool _hasKept;

    /// <summary>The stream of one resample.</summary>
    /// <param name="seed">Seed of the whole resampling.</param>
    /// <param name="resample">Number of the resample.</param>
    public RandomStream(Seed seed, int resample) => _state = Mixed(seed.Value ^ Mixed((ulong)resample + Step));

    /// <summary>The next 64 random bits.</summary>
    public ulong Next() => Mixed(_state += Step);

    /// <summary>A whole number in [0, bound), each equally likely: draws that would favor some are thrown away.</summary>
    /// <param name="bound">At least 1.</param>
    public int Below(int bound)
    {
        var product = (ulong)Half() * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            var refused = (uint)-bound % (uint)bound;
            while ((uint)product < refused)
                product = (ulong)Half() * (uint)bound;
        }

        return (int)(product >> 32);
    }

    /// <summary>Two such numbers from one random word.</summary>
    /// <param name="bound">At least 1.</param>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    public void Below(int bound, out int first, out int second)
    {
        var bits = Next();
        var (low, high) = ((bits & uint.MaxValue) * (uint)bound, (bits >> 32) * (uint)bound);
        first = (int)(low >> 32);
        second = (int)(high >> 32);
        // Rare (probability bound / 2³² each): a draw that may have to be thrown away.
        if ((uint)low < (uint)bound || (uint)high < (uint)bound)
        {
            var refused = (uint)-bound % (uint)bound;
            if ((uint)low < refused)
                first = Below(bound);
            if ((uint)high < refused)
                second = Below(bound);
        }
    }

    private static ulong Mixed(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    // 64 bits make two draws.
    private uint Half()
    {
        if (_hasKept)
        {
            _hasKept = false;
            return _kept;
        }

        var bits = Next();
        (_kept, _hasKept) = ((uint)(bits >> 32), true);
        return (uint)bits;
    }
}
