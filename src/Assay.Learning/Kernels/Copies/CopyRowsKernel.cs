using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Copies;

/// <summary>Rows from one memory to another with other distances between rows, or added there. An item is a row.</summary>
internal unsafe struct CopyRowsKernel : IKernel
{
    public void* Source;
    public long SourceStride;
    public void* Destination;
    public long DestinationStride;
    public long Width;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var row = part.Start; row < part.End; row++)
        {
            var source = (T*)Source + (row * SourceStride);
            var destination = (T*)Destination + (row * DestinationStride);
            var j = 0L;
            for (; j + V.Count <= Width; j += V.Count)
                (Accumulate ? V.Load(destination + j) + V.Load(source + j) : V.Load(source + j)).Store(destination + j);
            var rest = (int)(Width - j);
            if (rest > 0)
                (Accumulate ? V.Load(destination + j, rest) + V.Load(source + j, rest) : V.Load(source + j, rest)).Store(destination + j, rest);
        }
    }
}
