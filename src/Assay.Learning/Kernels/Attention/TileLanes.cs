using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Kernels.Products;

namespace Assay.Learning.Kernels.Attention;

/// <summary>Rows of attention's tiles, which are padded to whole registers of the widest kind.</summary>
internal static unsafe class TileLanes
{
    /// <summary>Up to a multiple of the widest register.</summary>
    public static int Padded(int count) => (count + SmallGemm.Padding - 1) / SmallGemm.Padding * SmallGemm.Padding;

    /// <summary>The width of a register type.</summary>
    public static SimdWidth Width<V>() =>
        typeof(V) == typeof(SingleLanes512) ? SimdWidth.Bits512 : typeof(V) == typeof(SingleLanes256) ? SimdWidth.Bits256 : SimdWidth.Bits128;

    /// <summary>Makes rows readable in whole registers: by a copy padded with zeros, or as they are when their size is whole registers already.</summary>
    /// <param name="rows">First element; replaced by the copy's.</param>
    /// <param name="step">Floats from a row to the next.</param>
    /// <param name="count">Rows.</param>
    /// <param name="columns">Floats of a row.</param>
    /// <param name="copy">Room for the copy.</param>
    /// <returns>Floats from a row to the next now.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint Padded<T, V>(ref float* rows, nint step, int count, int columns, float* copy)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var padded = Padded(columns);
        if (padded == columns)
            return step;
        for (var row = 0; row < count; row++)
        {
            var from = (T*)(rows + (row * step));
            var to = (T*)(copy + ((nint)row * padded));
            for (var c = 0; c < padded; c += V.Count)
                V.Load(from + c, Math.Clamp(columns - c, 0, V.Count)).Store(to + c);
        }

        rows = copy;
        return padded;
    }

    /// <summary>Per token 0, or −∞ where it is padding or none at all.</summary>
    public static void FillBias(in AttentionArguments a, long sample, float* bias)
    {
        for (var j = 0; j < a.TokenCount; j++)
            bias[j] = a.Bias<float>(sample, j);
        for (var j = a.TokenCount; j < Padded(a.TokenCount); j++)
            bias[j] = float.NegativeInfinity;
    }

    /// <summary>Ones and then zeros, a register of each: read from the middle it says which elements of a last register count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FillEdge<T, V>(T* edge)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        V.Broadcast(T.One).Store(edge);
        V.Zero.Store(edge + V.Count);
    }

    /// <summary>Scores of tokens that are not visible become −∞ up to the end of their register.</summary>
    /// <returns>The end of that register; what comes after it is not visible.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Hide<T, V>(T* scores, int visible, T* edge)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var rest = visible % V.Count;
        if (rest == 0)
            return visible;
        var last = scores + (visible - rest);
        V.WhereGreater(V.Load(edge + (V.Count - rest)), V.Zero, V.Load(last), V.Broadcast(T.NegativeInfinity)).Store(last);
        return visible - rest + V.Count;
    }

    /// <summary>e^x, but 0 where that would not be a normal number: results below those cost processors a hundred times as much, and masks are full of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var least = V.Broadcast(T.CreateTruncating(-87));
        var exponential = V.Exp(V.WhereGreater(least, x, V.Zero, x));
        return V.WhereGreater(least, x, V.Zero, exponential);
    }

    /// <summary>Zeros in whole registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear<T, V>(T* row, int from, int to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var j = from; j < to; j += V.Count)
            V.Zero.Store(row + j);
    }

    /// <summary>target = scale · row, or += that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write<T, V>(T* row, int columns, T scale, T* target, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var factor = V.Broadcast(scale);
        var c = 0;
        for (; c + V.Count <= columns; c += V.Count)
        {
            var value = V.Load(row + c) * factor;
            (accumulate ? V.Load(target + c) + value : value).Store(target + c);
        }

        if (c < columns)
        {
            var rest = columns - c;
            var value = V.Load(row + c, rest) * factor;
            (accumulate ? V.Load(target + c, rest) + value : value).Store(target + c, rest);
        }
    }
}
