using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>Numbers brought into [−limit, limit]; NaN stays.</summary>
internal unsafe struct ClampKernel : IKernel
{
    public void* Values;
    public double Limit;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var most = V.Broadcast(T.CreateTruncating(Limit));
        var least = V.Zero - most;
        for (var index = part.Start; index < part.End; index += V.Count)
        {
            var count = (int)Math.Min(V.Count, part.End - index);
            V.Min(V.Max(V.Load((T*)Values + index, count), least), most).Store((T*)Values + index, count);
        }
    }
}
