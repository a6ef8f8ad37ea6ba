using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>One number in every element, or added to every element.</summary>
internal unsafe struct FillKernel : IKernel
{
    public void* Destination;
    public double Value;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var destination = (T*)Destination;
        var value = V.Broadcast(T.CreateTruncating(Value));
        var index = part.Start;
        for (; index + V.Count <= part.End; index += V.Count)
            (Accumulate ? V.Load(destination + index) + value : value).Store(destination + index);
        var rest = (int)(part.End - index);
        if (rest > 0)
            (Accumulate ? V.Load(destination + index, rest) + value : value).Store(destination + index, rest);
    }
}
