using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Sparse;

/// <summary>∂loss/∂z of the codes of each row, from ∂loss/∂x̂. Items are rows.</summary>
internal unsafe struct SparseSlopeKernel : IKernel
{
    /// <summary>∂loss/∂x̂, [N, D].</summary>
    public void* Slope;

    /// <summary>[M, D].</summary>
    public void* Atoms;

    public SparseCodes Codes;
    public int Inputs;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var row = part.Start; row < part.End; row++)
        {
            var first = row * Codes.K;
            SparseDecodeKernel.Slopes<T, V>(
                (T*)Slope + (row * Inputs), (T*)Atoms, Inputs, Codes.Features + first, (T*)Codes.Values + first, Codes.Counts[row], T.Zero, (T*)Codes.Slopes + first);
        }
    }
}
