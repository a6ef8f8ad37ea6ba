using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Sparse;

/// <summary>∂loss/∂x through the encoder: Σ ∂z·We over the codes of each row. Items are rows.</summary>
internal unsafe struct SparseInputKernel : IKernel
{
    public SparseCodes Codes;

    /// <summary>We, [M, D].</summary>
    public void* Encoder;

    /// <summary>[N, D].</summary>
    public void* Gradient;

    public bool Accumulate;
    public int Inputs;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var row = part.Start; row < part.End; row++)
        {
            var gradient = (T*)Gradient + (row * Inputs);
            for (var i = 0; i < Inputs; i += V.Count)
            {
                var rest = Math.Min(V.Count, Inputs - i);
                var sum = Accumulate ? V.Load(gradient + i, rest) : V.Zero;
                for (var j = row * Codes.K; j < (row * Codes.K) + Codes.Counts[row]; j++)
                    sum = V.MultiplyAdd(V.Broadcast(((T*)Codes.Slopes)[j]), V.Load((T*)Encoder + ((long)Codes.Features[j] * Inputs) + i, rest), sum);
                sum.Store(gradient + i, rest);
            }
        }
    }
}
