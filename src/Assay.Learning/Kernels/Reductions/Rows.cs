using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Reductions;

/// <summary>What kernels compute over one row of numbers.</summary>
internal static unsafe class Rows
{
    /// <summary>The largest of a row and Σ e^(x − largest), so that ln Σ e^x = largest + ln of the second without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (T Largest, T Sum) LogSumExp<T, V>(T* row, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var whole = count - (count % V.Count);
        var largest = row[0];
        if (whole > 0)
        {
            var top = V.Load(row);
            for (var j = V.Count; j < whole; j += V.Count)
                top = V.Max(top, V.Load(row + j));
            largest = top.Largest();
        }

        for (var j = whole; j < count; j++)
            largest = T.Max(largest, row[j]);

        var shift = V.Broadcast(largest);
        var sum = V.Zero;
        for (var j = 0; j < whole; j += V.Count)
            sum += V.Exp(V.Load(row + j) - shift);
        var total = sum.Sum();
        if (whole < count)
        {
            // The elements beyond the row load as 0 and must not count.
            var rest = count - whole;
            var exponentials = stackalloc T[V.Count];
            V.Exp(V.Load(row + whole, rest) - shift).Store(exponentials);
            for (var j = 0; j < rest; j++)
                total += exponentials[j];
        }

        return (largest, total);
    }

    /// <summary>Σ of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Sum<T, V>(T* row, long count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var sum = V.Zero;
        var j = 0L;
        for (; j + V.Count <= count; j += V.Count)
            sum += V.Load(row + j);
        if (j < count)
            sum += V.Load(row + j, (int)(count - j));
        return sum.Sum();
    }

    /// <summary>Σ (x − center)² of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T SumOfSquares<T, V>(T* row, long count, T center)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => DotCentered<T, V>(row, row, count, center, center);

    /// <summary>Σ y·(x − center) of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T DotCentered<T, V>(T* y, T* x, long count, T center)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => DotCentered<T, V>(y, x, count, T.Zero, center);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T DotCentered<T, V>(T* y, T* x, long count, T yCenter, T xCenter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var left = V.Broadcast(yCenter);
        var right = V.Broadcast(xCenter);
        var sum = V.Zero;
        var j = 0L;
        for (; j + V.Count <= count; j += V.Count)
            sum = V.MultiplyAdd(V.Load(y + j) - left, V.Load(x + j) - right, sum);
        var total = sum.Sum();
        for (; j < count; j++)
            total += (y[j] - yCenter) * (x[j] - xCenter);
        return total;
    }
}
