using System.Runtime.CompilerServices;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>
/// Counter-based random bits: 32 bits from (key, index) with no state between calls, so that a mask is the same wherever,
/// in whichever order and on however many threads it is made, and can be made again in the backward pass instead of being stored.
/// </summary>
/// <remarks>
/// Two steps. The 64-bit key is scrambled once, by SplitMix64 (Steele, Lea, Flood 2014), so that keys 0, 1, 2 … are as good as random ones.
/// Then the index goes through one 32-bit finalizer (C. Wellons, "Prospecting for hash functions", 2018) with one half of the key mixed in
/// before and the other half, with the index's high word, between its multiplications: an element costs two 32-bit multiplications. Without the
/// word in the middle the masks of two keys would be each other's reorderings. Salmon et al. 2011 for the counter-based idea.
/// </remarks>
internal readonly struct CounterHash
{
    internal const uint Multiplier1 = 0x21F0AAADu;
    internal const uint Multiplier2 = 0xD35A2D97u;

    private readonly uint _between;

    /// <summary>The hash of one key; make it before the loop.</summary>
    public CounterHash(ulong key)
    {
        unchecked
        {
            var z = key + 0x9E3779B97F4A7C15ul;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ul;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBul;
            z ^= z >> 31;
            (Before, _between) = ((uint)z, (uint)(z >> 32));
        }
    }

    /// <summary>What is mixed with an index's low word before the finalizer.</summary>
    internal uint Before { get; }

    /// <summary>32 bits, uniform for all practical purposes in key and index.</summary>
    public uint Bits(ulong index)
    {
        unchecked
        {
            var x = (uint)index ^ Before;
            x ^= x >> 16;
            x = (x * Multiplier1) ^ Between(index);
            x ^= x >> 15;
            x *= Multiplier2;
            return x ^ (x >> 15);
        }
    }

    /// <summary>What is mixed in between the multiplications; the same for all indices with one high word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint Between(ulong index) => unchecked(_between ^ (uint)(((index >> 32) * 0x9E3779B97F4A7C15ul) >> 32));
}
