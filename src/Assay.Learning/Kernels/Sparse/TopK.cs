using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Sparse;

/// <summary>The k largest numbers of a row, in the order of their places; of equal ones those that come first. NaN counts as largest, so that it shows.</summary>
/// <remarks>
/// In single precision: the k-th largest of the maxima of 2k groups is a lower bound; what reaches it, little more than k numbers, is copied out, and its
/// k-th largest is found by bisection. About 0.3 µs for 32 of 1024, against 9 µs for a partial sort.
/// </remarks>
internal static unsafe class TopK
{
    // Rows below this times k are bisected whole.
    private const int ShortRow = 8;

    /// <summary>Bytes of scratch memory for rows of this length.</summary>
    public static nuint ScratchBytes(int length, int elementSize) => ((nuint)length + 32) * (nuint)(elementSize + sizeof(int));

    /// <summary>Selects.</summary>
    /// <param name="row">The numbers.</param>
    /// <param name="length">How many; at least <paramref name="k"/>.</param>
    /// <param name="k">At least 1.</param>
    /// <param name="scratch"><see cref="ScratchBytes"/>, 64-byte aligned.</param>
    /// <param name="places">Where the places of the selected go, k.</param>
    /// <param name="values">Where the selected go, k.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Select<T, V>(T* row, int length, int k, void* scratch, int* places, T* values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        if (typeof(T) != typeof(float) || !SelectSingle<T, V>((float*)row, length, k, scratch, places, (float*)values))
            SelectPlainly(row, length, k, (bool*)scratch, places, values);
    }

    // The definition, by taking the largest k times: for double precision, and for rows with NaN or infinity.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SelectPlainly<T>(T* row, int length, int k, bool* taken, int* places, T* values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        new Span<bool>(taken, length).Clear();
        for (var n = 0; n < k; n++)
        {
            var best = -1;
            for (var j = 0; j < length; j++)
            {
                if (!taken[j] && (best < 0 || row[j] > row[best] || (T.IsNaN(row[j]) && !T.IsNaN(row[best]))))
                    best = j;
            }

            taken[best] = true;
        }

        var count = 0;
        for (var j = 0; j < length; j++)
        {
            if (!taken[j])
                continue;
            places[count] = j;
            values[count++] = row[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool SelectSingle<T, V>(float* row, int length, int k, void* scratch, int* places, float* values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var candidates = (float*)scratch;
        var candidatePlaces = (int*)(candidates + length + 32);

        // Maxima of groups of columns; the scratch memory holds them until candidates are collected.
        var vectors = length / V.Count;
        var slots = Math.Min(vectors, ((2 * k) + V.Count - 1) / V.Count);
        var groups = slots * V.Count;
        var bound = float.NegativeInfinity;
        var top = float.NegativeInfinity;
        if (vectors > 0)
        {
            var maxima = (T*)candidates;
            var largest = V.Load((T*)row);
            var lowest = largest;
            for (var slot = 0; slot < slots; slot++)
            {
                var maximum = V.Load((T*)row + (slot * V.Count));
                for (var vector = slot + slots; vector < vectors; vector += slots)
                    maximum = V.Max(maximum, V.Load((T*)row + (vector * V.Count)));
                maximum.Store(maxima + (slot * V.Count));
                largest = V.Max(largest, maximum);
                lowest = V.Min(lowest, maximum);
            }

            top = float.CreateTruncating(largest.Largest());
            var bottom = -float.CreateTruncating((V.Zero - lowest).Largest());
            if (!float.IsFinite(top) || !float.IsFinite(bottom))
                return false;
            // Of short rows most are candidates anyway: the least of the maxima will do.
            if (groups >= k)
                bound = length <= ShortRow * k ? bottom : LowerBound<V>(candidates, groups, k, bottom, top);
        }

        var count = Collect<V>(row, vectors * V.Count, bound, candidates, candidatePlaces);
        for (var j = vectors * V.Count; j < length; j++)
        {
            if (!float.IsFinite(row[j]))
                return false;
            top = Math.Max(top, row[j]);
            candidates[count] = row[j];
            candidatePlaces[count] = j;
            count += row[j] >= bound ? 1 : 0;
        }

        // Without a bound, −∞ may be among them, which no bisection finds.
        for (var j = 0; float.IsNegativeInfinity(bound) && j < count; j++)
        {
            if (float.IsNegativeInfinity(candidates[j]))
                return false;
        }

        var padded = (count + V.Count - 1) / V.Count * V.Count;
        for (var j = count; j < padded; j++)
            candidates[j] = float.NegativeInfinity;
        Emit<V>(candidates, candidatePlaces, count, k, Threshold<V>(candidates, padded, k, bound, top, out var ties), ties, places, values);
        return true;
    }

    // A number that at least k of the values reach, and few more.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float LowerBound<V>(float* values, int count, int k, float low, float high)
        where V : struct
    {
        int above = 0, reached = count;
        for (var round = 0; round < 12 && reached > k + 2; round++)
        {
            var middle = Between(low, reached, high, above, k + 1, round);
            var reach = CountAtLeast<V>(values, count, middle);
            if (reach < k)
            {
                high = middle;
                above = reach;
            }
            else
            {
                low = middle;
                reached = reach;
            }
        }

        return low;
    }

    // The k-th largest value, or a number between it and the next; and how many of those equal to it are taken (int.MaxValue: all).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Threshold<V>(float* values, int count, int k, float low, float high, out int ties)
        where V : struct
    {
        ties = int.MaxValue;
        var above = CountAtLeast<V>(values, count, high);
        if (above >= k)
        {
            // More than k share the top.
            ties = k;
            return high;
        }

        low = Math.Max(low, float.MinValue);
        var reached = CountAtLeast<V>(values, count, low);
        if (reached == k)
            return low;
        for (var round = 0; ; round++)
        {
            var middle = Between(low, reached, high, above, k, round);
            if (!(middle > low && middle < high))
            {
                // Rounding; or no number lies between them, so that several equal the k-th.
                middle = MathF.BitIncrement(low);
                if (middle >= high)
                {
                    ties = k - above;
                    return low;
                }
            }

            var reach = CountAtLeast<V>(values, count, middle);
            if (reach == k)
                return middle;
            if (reach > k)
            {
                low = middle;
                reached = reach;
            }
            else
            {
                high = middle;
                above = reach;
            }
        }
    }

    // Where k of the values should be reached if they were spread evenly; in every third round the middle, which bounds the number of rounds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Between(float low, int reachedByLow, float high, int reachedByHigh, int k, int round)
    {
        if (round % 3 == 2 || low == float.MinValue)
            return (low / 2) + (high / 2);
        return low + ((high - low) * ((reachedByLow - k + 0.5f) / (reachedByLow - reachedByHigh + 1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Emit<V>(float* candidates, int* candidatePlaces, int count, int k, float threshold, int ties, int* places, float* values)
        where V : struct
    {
        var taken = 0;
        if (ties == int.MaxValue && typeof(V) == typeof(SingleLanes512) && Avx512F.IsSupported)
        {
            // What is behind the last candidate is −∞ up to a whole register, below any threshold; nothing is written beyond k, where another row's begin.
            for (var j = 0; j < count; j += 16)
            {
                var value = Vector512.Load(candidates + j);
                var mask = Vector512.GreaterThanOrEqual(value, Vector512.Create(threshold));
                var reached = BitOperations.PopCount(mask.ExtractMostSignificantBits());
                var kept = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(reached));
                Avx512F.MaskStore(values + taken, kept.AsSingle(), Avx512F.Compress(Vector512<float>.Zero, mask, value));
                Avx512F.MaskStore(places + taken, kept, Avx512F.Compress(Vector512<int>.Zero, mask.AsInt32(), Vector512.Load(candidatePlaces + j)));
                taken += reached;
            }

            return;
        }

        if (ties == int.MaxValue)
        {
            // No branch on the values, which nobody can foresee.
            for (var j = 0; j < count && taken < k; j++)
            {
                places[taken] = candidatePlaces[j];
                values[taken] = candidates[j];
                taken += candidates[j] >= threshold ? 1 : 0;
            }

            return;
        }

        for (var j = 0; j < count && taken < k; j++)
        {
            var value = candidates[j];
            places[taken] = candidatePlaces[j];
            values[taken] = value;
            if (value > threshold || (value == threshold && ties-- > 0))
                taken++;
        }
    }

    // Values that reach the bound, and their places, with room for a register behind; count is whole registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Collect<V>(float* row, int length, float bound, float* values, int* places)
        where V : struct
    {
        var count = 0;
        if (typeof(V) == typeof(SingleLanes512) && Avx512F.IsSupported)
        {
            var index = Vector512<int>.Indices;
            for (var j = 0; j < length; j += 16)
            {
                var value = Vector512.Load(row + j);
                var mask = Vector512.GreaterThanOrEqual(value, Vector512.Create(bound));
                Avx512F.Compress(Vector512<float>.Zero, mask, value).Store(values + count);
                Avx512F.Compress(Vector512<int>.Zero, mask.AsInt32(), index).Store(places + count);
                count += BitOperations.PopCount(mask.ExtractMostSignificantBits());
                index += Vector512.Create(16);
            }

            return count;
        }

        var width = Width<V>();
        for (var j = 0; j < length; j += width)
        {
            for (var mask = AtLeast<V>(row + j, bound); mask != 0; mask &= mask - 1)
            {
                var place = j + BitOperations.TrailingZeroCount(mask);
                values[count] = row[place];
                places[count++] = place;
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountAtLeast<V>(float* values, int count, float bound)
        where V : struct
    {
        var reached = 0;
        for (var j = 0; j < count; j += Width<V>())
            reached += BitOperations.PopCount(AtLeast<V>(values + j, bound));
        return reached;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Width<V>()
        where V : struct => typeof(V) == typeof(SingleLanes512) ? 16 : typeof(V) == typeof(SingleLanes256) ? 8 : 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AtLeast<V>(float* values, float bound)
        where V : struct
    {
        if (typeof(V) == typeof(SingleLanes512))
            return Vector512.GreaterThanOrEqual(Vector512.Load(values), Vector512.Create(bound)).ExtractMostSignificantBits();
        if (typeof(V) == typeof(SingleLanes256))
            return Vector256.GreaterThanOrEqual(Vector256.Load(values), Vector256.Create(bound)).ExtractMostSignificantBits();
        return Vector128.GreaterThanOrEqual(Vector128.Load(values), Vector128.Create(bound)).ExtractMostSignificantBits();
    }
}
