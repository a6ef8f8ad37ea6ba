using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>scale · x + shift of every element.</summary>
internal unsafe struct AffineKernel : IKernel
{
    public void* Input;
    public void* Output;
    public double Scale;
    public double Shift;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var scale = V.Broadcast(T.CreateTruncating(Scale));
        var shift = V.Broadcast(T.CreateTruncating(Shift));
        var index = part.Start;
        for (; index + V.Count <= part.End; index += V.Count)
            V.MultiplyAdd(V.Load((T*)Input + index), scale, shift).Store((T*)Output + index);
        var rest = (int)(part.End - index);
        if (rest > 0)
            V.MultiplyAdd(V.Load((T*)Input + index, rest), scale, shift).Store((T*)Output + index, rest);
    }
}
