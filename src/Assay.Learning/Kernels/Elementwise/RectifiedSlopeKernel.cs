using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>slope = slope + penalty where a rectified value is above 0 or NaN, 0 elsewhere.</summary>
internal unsafe struct RectifiedSlopeKernel : IKernel
{
    public void* Value;
    public void* Slope;
    public double Penalty;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var penalty = V.Broadcast(T.CreateTruncating(Penalty));
        for (var index = part.Start; index < part.End; index += V.Count)
        {
            var count = (int)Math.Min(V.Count, part.End - index);
            var value = V.Load((T*)Value + index, count);
            V.WhereGreater(V.Broadcast(T.Epsilon), value, V.Zero, V.Load((T*)Slope + index, count) + penalty).Store((T*)Slope + index, count);
        }
    }
}
