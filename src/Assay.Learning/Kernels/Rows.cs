using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Learning.Kernels;

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
}
