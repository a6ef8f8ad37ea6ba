using System.Runtime.CompilerServices;

namespace Assay.Learning.Kernels;

/// <summary>
/// Counter-based random bits: 32 bits from (key, index) with no state between calls, so that a mask is the same wherever,
/// in whichever order and on however many threads it is made, and can be made again in the backward pass instead of being stored.
/// </summary>
/// <remarks>
/// Two steps. The key and the index's high word choose one of 2⁶⁴ streams, by one step of SplitMix64 (Steele, Lea, Flood 2014), so that
/// keys 0, 1, 2 … are as good as random ones. Within a stream the index's low word goes through one 32-bit finalizer
/// (C. Wellons, "Prospecting for hash functions", 2018) with half of the stream's word mixed in before and half between its
/// multiplications: two 32-bit multiplications an element, which is all that registers have to do, because the stream is the same for all
/// of a register. The word in the middle keeps streams from being each other's reorderings. Salmon et al. 2011 for the counter-based idea.
/// </remarks>
internal static class CounterHash
{
    internal const uint Multiplier1 = 0x21F0AAADu;
    internal const uint Multiplier2 = 0xD35A2D97u;

    /// <summary>32 bits, uniform for all practical purposes in both arguments.</summary>
    public static uint Bits(ulong key, ulong index)
    {
        unchecked
        {
            var (before, between) = Stream(key, index);
            var x = (uint)index ^ before;
            x ^= x >> 16;
            x = (x * Multiplier1) ^ between;
            x ^= x >> 15;
            x *= Multiplier2;
            return x ^ (x >> 15);
        }
    }

    /// <summary>The two words that the indices with this high word share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (uint Before, uint Between) Stream(ulong key, ulong index)
    {
        unchecked
        {
            var z = key + (((index >> 32) + 1) * 0x9E3779B97F4A7C15ul);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ul;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBul;
            z ^= z >> 31;
            return ((uint)z, (uint)(z >> 32));
        }
    }

    /// <summary>Whether the low word of some of the <paramref name="count"/> indices from <paramref name="index"/> on wraps, so that they lie in two streams.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool CrossesStreams(ulong index, int count) => unchecked((uint)index) > uint.MaxValue - (uint)(count - 1);
}
