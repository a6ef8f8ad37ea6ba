using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>destination = scale · source, or destination += scale · source.</summary>
internal unsafe struct AddKernel : IKernel
{
    public void* Source;
    public void* Destination;
    public bool Accumulate;
    public double Scale;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var source = (T*)Source;
        var destination = (T*)Destination;
        var scale = V.Constant(Scale);
        var index = part.Start;
        for (; index + V.Count <= part.End; index += V.Count)
        {
            var value = V.Load(source + index) * scale;
            (Accumulate ? V.Load(destination + index) + value : value).Store(destination + index);
        }

        var rest = (int)(part.End - index);
        if (rest > 0)
        {
            var value = V.Load(source + index, rest) * scale;
            (Accumulate ? V.Load(destination + index, rest) + value : value).Store(destination + index, rest);
        }
    }
}
