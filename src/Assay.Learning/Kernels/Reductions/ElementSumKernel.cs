using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Reductions;

/// <summary>Σ of the elements of each part.</summary>
internal unsafe struct ElementSumKernel : IKernel
{
    // Registers of one block are summed as T, blocks as double: the error does not grow with the length.
    private const int BlockLength = 2048;

    public void* Input;

    /// <summary>One sum a part.</summary>
    public double* Sums;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var total = 0.0;
        for (var index = part.Start; index < part.End;)
        {
            var end = Math.Min(part.End, index + BlockLength);
            var sum = V.Zero;
            for (; index + V.Count <= end; index += V.Count)
                sum += V.Load((T*)Input + index);
            if (index < end)
                sum += V.Load((T*)Input + index, (int)(end - index));
            index = end;
            total += double.CreateTruncating(sum.Sum());
        }

        Sums[part.Index] = total;
    }
}
