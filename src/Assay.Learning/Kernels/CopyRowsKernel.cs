using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Learning.Kernels;

/// <summary>Rows from one place to another, or added to what is there, each with a step of its own. Items are rows.</summary>
internal unsafe struct CopyRowsKernel : IKernel
{
    public void* Source;

    /// <summary>Elements from a row of the source to the next.</summary>
    public nint SourceRow;

    public void* Destination;
    public nint DestinationRow;
    public int Columns;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var row = part.Start; row < part.End; row++)
        {
            var from = (T*)Source + (row * SourceRow);
            var to = (T*)Destination + (row * DestinationRow);
            var c = 0;
            for (; c + V.Count <= Columns; c += V.Count)
                (Accumulate ? V.Load(to + c) + V.Load(from + c) : V.Load(from + c)).Store(to + c);
            var rest = Columns - c;
            if (rest > 0)
                (Accumulate ? V.Load(to + c, rest) + V.Load(from + c, rest) : V.Load(from + c, rest)).Store(to + c, rest);
        }
    }
}
