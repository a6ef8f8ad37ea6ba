using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Norms;

/// <summary>Rows divided by their lengths, which count as 1e-8 at least. Items are rows.</summary>
internal unsafe struct UnitRowsKernel : IKernel
{
    public void* Rows;
    public int Columns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var row = part.Start; row < part.End; row++)
        {
            var values = (T*)Rows + (row * Columns);
            V sum1 = V.Zero, sum2 = V.Zero;
            var i = 0;
            for (; i + (2 * V.Count) <= Columns; i += 2 * V.Count)
            {
                var first = V.Load(values + i);
                var second = V.Load(values + i + V.Count);
                sum1 = V.MultiplyAdd(first, first, sum1);
                sum2 = V.MultiplyAdd(second, second, sum2);
            }

            for (; i < Columns; i += V.Count)
            {
                var rest = V.Load(values + i, Math.Min(V.Count, Columns - i));
                sum1 = V.MultiplyAdd(rest, rest, sum1);
            }

            var factor = V.Broadcast(T.One / T.Max(T.Sqrt((sum1 + sum2).Sum()), T.CreateTruncating(1e-8)));
            for (i = 0; i + V.Count <= Columns; i += V.Count)
                (V.Load(values + i) * factor).Store(values + i);
            if (i < Columns)
                (V.Load(values + i, Columns - i) * factor).Store(values + i, Columns - i);
        }
    }
}
