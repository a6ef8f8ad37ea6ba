using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Reductions;

/// <summary>How many numbers of each part lie outside [0, 1]; NaN does not count.</summary>
internal unsafe struct RangeKernel : IKernel
{
    public void* Values;

    /// <summary>One count a part.</summary>
    public double* Sums;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var one = V.Broadcast(T.One);
        var count = V.Zero;
        for (var index = part.Start; index < part.End; index += V.Count)
        {
            var value = V.Load((T*)Values + index, (int)Math.Min(V.Count, part.End - index));
            count += V.WhereGreater(value, one, one, V.Zero) + V.WhereGreater(V.Zero, value, one, V.Zero);
        }

        Sums[part.Index] = double.CreateTruncating(count.Sum());
    }
}
