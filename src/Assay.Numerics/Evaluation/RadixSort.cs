using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Evaluation;

/// <summary>Sorts unsigned keys, smallest first, by their digits: the time does not depend on the order they come in.</summary>
/// <remarks>Least significant digit first, 11 bits a digit; a digit that all keys share is skipped. Source: Knuth, The Art of Computer Programming 3, 5.2.5.</remarks>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    /// <summary>Below this, comparing is faster than clearing histograms.</summary>
    private const int FewKeys = 2048;

    /// <summary>Sorts; the result is in one of the two spans.</summary>
    /// <param name="keys">The keys; overwritten.</param>
    /// <param name="scratch">As many cells; overwritten.</param>
    /// <returns><paramref name="keys"/> or <paramref name="scratch"/>, whichever holds the sorted keys.</returns>
    public static Span<TKey> Sort<TKey>(Span<TKey> keys, Span<TKey> scratch)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>
    {
        if (keys.Length < FewKeys)
        {
            keys.Sort();
            return keys;
        }

        var bits = Unsafe.SizeOf<TKey>() * 8;
        var passes = (bits + DigitBits - 1) / DigitBits;
        var counts = new int[passes * Digits];
        Count(keys, counts, passes);
        var from = keys;
        var to = scratch[..keys.Length];
        for (var pass = 0; pass < passes; pass++)
        {
            var places = counts.AsSpan(pass * Digits, Digits);
            if (places[Digit(from[0], pass)] == keys.Length)
                continue;
            ToStarts(places);
            foreach (var key in from)
                to[places[Digit(key, pass)]++] = key;
            var swap = from;
            from = to;
            to = swap;
        }

        return from;
    }

    private static void Count<TKey>(ReadOnlySpan<TKey> keys, Span<int> counts, int passes)
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        foreach (var key in keys)
        {
            for (var pass = 0; pass < passes; pass++)
                counts[(pass * Digits) + Digit(key, pass)]++;
        }
    }

    private static void ToStarts(Span<int> counts)
    {
        var start = 0;
        foreach (ref var count in counts)
            (count, start) = (start, start + count);
    }

    private static int Digit<TKey>(TKey key, int pass)
        where TKey : unmanaged, IBinaryInteger<TKey> => (int)uint.CreateTruncating(key >> (pass * DigitBits)) & (Digits - 1);
}
