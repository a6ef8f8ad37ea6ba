using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Losses;

/// <summary>Σ (x − y)² of each part, and factor · 2(x − y).</summary>
internal unsafe struct SquaredErrorKernel : IKernel
{
    public void* Input;
    public void* Targets;

    /// <summary>Where the gradient goes, or null.</summary>
    public void* Slope;

    /// <summary>One sum a part.</summary>
    public double* Sums;

    public double Factor;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var twice = V.Broadcast(T.CreateTruncating(2 * Factor));
        var sum = V.Zero;
        var index = part.Start;
        for (; index + V.Count <= part.End; index += V.Count)
        {
            var difference = V.Load((T*)Input + index) - V.Load((T*)Targets + index);
            sum = V.MultiplyAdd(difference, difference, sum);
            if (Slope is not null)
                (difference * twice).Store((T*)Slope + index);
        }

        var rest = (int)(part.End - index);
        if (rest > 0)
        {
            var difference = V.Load((T*)Input + index, rest) - V.Load((T*)Targets + index, rest);
            sum = V.MultiplyAdd(difference, difference, sum);
            if (Slope is not null)
                (difference * twice).Store((T*)Slope + index, rest);
        }

        Sums[part.Index] = double.CreateTruncating(sum.Sum());
    }
}
