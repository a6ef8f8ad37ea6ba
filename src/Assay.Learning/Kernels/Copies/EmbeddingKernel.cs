using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Copies;

/// <summary>Rows of a table by their numbers. Items are places in the output.</summary>
internal unsafe struct EmbeddingKernel : IKernel
{
    public void* Table;
    public int* Tokens;
    public void* Output;
    public int Columns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var place = part.Start; place < part.End; place++)
            Unsafe.CopyBlockUnaligned((T*)Output + (place * Columns), (T*)Table + ((long)Tokens[place] * Columns), checked((uint)(Columns * sizeof(T))));
    }
}
