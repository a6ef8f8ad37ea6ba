using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Sparse;

/// <summary>
/// Gradients of a sparse autoencoder's weights, feature by feature from the rows in which it is active: ∂atom = Σ z·∂x̂, ∂We = Σ ∂z·x, ∂bₑ = Σ ∂z. Items are features, so
/// that no two threads add to one number and sums have one order.
/// </summary>
internal unsafe struct SparseGradientKernel : IKernel
{
    /// <summary>Places of codes (row · K + number), sorted by feature and then by row.</summary>
    public int* Places;

    /// <summary>The first place of each feature, [M + 1].</summary>
    public int* Starts;

    public SparseCodes Codes;

    /// <summary>∂loss/∂x̂, [N, D].</summary>
    public void* OutputSlope;

    /// <summary>The encoder's input x − b, [N, D].</summary>
    public void* Centred;

    /// <summary>[M, D] each, or null when not wanted.</summary>
    public void* AtomGradient;
    public void* EncoderGradient;

    /// <summary>Σ ∂z, [M]; overwritten.</summary>
    public void* BiasSums;

    public bool AccumulateAtoms;
    public bool AccumulateEncoder;
    public int Inputs;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var feature = part.Start; feature < part.End; feature++)
        {
            var start = Places + Starts[feature];
            var count = Starts[feature + 1] - Starts[feature];
            var sum = T.Zero;
            for (var n = 0; n < count; n++)
                sum += ((T*)Codes.Slopes)[start[n]];
            ((T*)BiasSums)[feature] = sum;
            if (AtomGradient is not null)
                Combine<T, V>(start, count, (T*)Codes.Values, (T*)OutputSlope, (T*)AtomGradient + (feature * Inputs), AccumulateAtoms);
            if (EncoderGradient is not null)
                Combine<T, V>(start, count, (T*)Codes.Slopes, (T*)Centred, (T*)EncoderGradient + (feature * Inputs), AccumulateEncoder);
        }
    }

    // destination = Σ factor · row, eight registers of columns at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Combine<T, V>(int* places, int count, T* factors, T* rows, T* destination, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var i = 0;
        for (; i + (8 * V.Count) <= Inputs; i += 8 * V.Count)
        {
            V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero, s4 = V.Zero, s5 = V.Zero, s6 = V.Zero, s7 = V.Zero;
            var to = destination + i;
            if (accumulate)
            {
                s0 = V.Load(to);
                s1 = V.Load(to + V.Count);
                s2 = V.Load(to + (2 * V.Count));
                s3 = V.Load(to + (3 * V.Count));
                s4 = V.Load(to + (4 * V.Count));
                s5 = V.Load(to + (5 * V.Count));
                s6 = V.Load(to + (6 * V.Count));
                s7 = V.Load(to + (7 * V.Count));
            }

            for (var n = 0; n < count; n++)
            {
                var place = (uint)places[n];
                var row = rows + ((long)(place / (uint)Codes.K) * Inputs) + i;
                var factor = V.Broadcast(factors[place]);
                s0 = V.MultiplyAdd(factor, V.Load(row), s0);
                s1 = V.MultiplyAdd(factor, V.Load(row + V.Count), s1);
                s2 = V.MultiplyAdd(factor, V.Load(row + (2 * V.Count)), s2);
                s3 = V.MultiplyAdd(factor, V.Load(row + (3 * V.Count)), s3);
                s4 = V.MultiplyAdd(factor, V.Load(row + (4 * V.Count)), s4);
                s5 = V.MultiplyAdd(factor, V.Load(row + (5 * V.Count)), s5);
                s6 = V.MultiplyAdd(factor, V.Load(row + (6 * V.Count)), s6);
                s7 = V.MultiplyAdd(factor, V.Load(row + (7 * V.Count)), s7);
            }

            s0.Store(to);
            s1.Store(to + V.Count);
            s2.Store(to + (2 * V.Count));
            s3.Store(to + (3 * V.Count));
            s4.Store(to + (4 * V.Count));
            s5.Store(to + (5 * V.Count));
            s6.Store(to + (6 * V.Count));
            s7.Store(to + (7 * V.Count));
        }

        for (; i < Inputs; i += V.Count)
        {
            var rest = Math.Min(V.Count, Inputs - i);
            var sum = accumulate ? V.Load(destination + i, rest) : V.Zero;
            for (var n = 0; n < count; n++)
            {
                var place = (uint)places[n];
                sum = V.MultiplyAdd(V.Broadcast(factors[place]), V.Load(rows + ((long)(place / (uint)Codes.K) * Inputs) + i, rest), sum);
            }

            sum.Store(destination + i, rest);
        }
    }
}
