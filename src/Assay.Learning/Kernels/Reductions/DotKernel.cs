using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Reductions;

/// <summary>Σ left·right of each part.</summary>
internal unsafe struct DotKernel : IKernel
{
    public void* Left;
    public void* Right;

    /// <summary>One sum a part.</summary>
    public double* Sums;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var sum = V.Zero;
        var index = part.Start;
        for (; index + V.Count <= part.End; index += V.Count)
            sum = V.MultiplyAdd(V.Load((T*)Left + index), V.Load((T*)Right + index), sum);
        var rest = (int)(part.End - index);
        if (rest > 0)
            sum = V.MultiplyAdd(V.Load((T*)Left + index, rest), V.Load((T*)Right + index, rest), sum);
        Sums[part.Index] = double.CreateTruncating(sum.Sum());
    }
}
