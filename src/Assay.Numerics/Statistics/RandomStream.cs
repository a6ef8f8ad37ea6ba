using System.Numerics;
using System.Runtime.Intrinsics;
using Assay.Foundation.Randomness;

namespace Assay.Statistics;

/// <summary>Random numbers of one resample: SplitMix64 from a start that depends on the seed and the resample's number only.</summary>
/// <remarks>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; bounded draws after Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019).</remarks>
internal struct RandomStream
{
    private const ulong Step = 0x9E3779B97F4A7C15UL;
    private const int MostNarrow = 4096;    // Beyond, too many of the draws of sixteen bits would be thrown away.
    private const int LeastForBlocks = 64;

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

    /// <summary>Many such numbers: sixteen at a time for the usual sizes of samples, the same on every processor.</summary>
    /// <param name="indices">Where they go.</param>
    /// <param name="bound">At least 1.</param>
    public void Fill(Span<int> indices, int bound)
    {
        var from = bound <= MostNarrow && indices.Length >= LeastForBlocks ? FillBlocks(indices, (uint)bound) : 0;
        for (var index = from; index < indices.Length; index++)
            indices[index] = Below(bound);
    }

    // Four streams side by side (xoshiro256++, Blackman and Vigna, ACM TOMS 47, 2021), sixteen bits to a draw.
    private int FillBlocks(Span<int> indices, uint bound)
    {
        var (a, b, c, d) = (Four(), Four(), Four(), Four());
        var (factor, refused, low) = (Vector256.Create(bound), Vector256.Create(65_536 % bound), Vector256.Create(65_535U));
        var at = 0;
        for (; at + 16 <= indices.Length; at += 16)
        {
            var sum = a + d;
            var bits = ((sum << 23) | (sum >>> 41)) + a;
            var shifted = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = (d << 45) | (d >>> 19);
            var (first, second) = Vector256.Widen(bits.AsUInt16());
            var (firstProduct, secondProduct) = (first * factor, second * factor);
            (firstProduct >>> 16).AsInt32().CopyTo(indices[at..]);
            (secondProduct >>> 16).AsInt32().CopyTo(indices[(at + 8)..]);
            var (firstRefused, secondRefused) = (Vector256.LessThan(firstProduct & low, refused), Vector256.LessThan(secondProduct & low, refused));
            if ((firstRefused | secondRefused) == Vector256<uint>.Zero)
                continue;
            for (var lanes = firstRefused.ExtractMostSignificantBits() | (secondRefused.ExtractMostSignificantBits() << 8); lanes != 0; lanes &= lanes - 1)
                indices[at + BitOperations.TrailingZeroCount(lanes)] = Below((int)bound);
        }

        return at;
    }

    private Vector256<ulong> Four() => Vector256.Create(Next(), Next(), Next(), Next());

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
