using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Losses;

/// <summary>An element-wise loss: its sum over each part, and factor · ∂loss/∂x of every element.</summary>
internal unsafe struct ElementLossKernel<TLoss> : IKernel
    where TLoss : unmanaged, IElementLoss
{
    public TLoss Loss;

    /// <summary>Logits or probabilities.</summary>
    public void* Input;

    public void* Targets;

    /// <summary>Laid out as the input; null for 1 everywhere.</summary>
    public void* PositiveWeights;

    /// <summary>Where the gradient goes, or null.</summary>
    public void* Slope;

    /// <summary>One sum a part.</summary>
    public double* Sums;

    public bool AreLogits;

    /// <summary>Factor on every gradient.</summary>
    public double Factor;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var factor = V.Broadcast(T.CreateTruncating(Factor));
        var input = (T*)Input;
        var targets = (T*)Targets;
        var weights = (T*)PositiveWeights;
        var sum = V.Zero;
        var index = part.Start;
        for (; index + V.Count <= part.End; index += V.Count)
        {
            sum += At<T, V>(V.Load(input + index), V.Load(targets + index), weights is null ? V.Broadcast(T.One) : V.Load(weights + index), factor, out var slope);
            if (Slope is not null)
                slope.Store((T*)Slope + index);
        }

        var total = double.CreateTruncating(sum.Sum());
        var rest = (int)(part.End - index);
        if (rest > 0)
        {
            // Elements beyond the part load as 0 and must not count.
            var values = stackalloc T[V.Count];
            At<T, V>(V.Load(input + index, rest), V.Load(targets + index, rest), weights is null ? V.Broadcast(T.One) : V.Load(weights + index, rest), factor, out var slope).Store(values);
            for (var j = 0; j < rest; j++)
                total += double.CreateTruncating(values[j]);
            if (Slope is not null)
                slope.Store((T*)Slope + index, rest);
        }

        Sums[part.Index] = total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly V At<T, V>(V x, V target, V positiveWeight, V factor, out V slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        BinaryPrediction<V> prediction;
        if (AreLogits)
            BinaryPrediction.OfLogits<T, V>(x, out prediction);
        else
            BinaryPrediction.OfProbabilities<T, V>(x, out prediction);
        Loss.At<T, V>(prediction, target, positiveWeight, out var value, out var alongLogit);
        slope = alongLogit * prediction.Chain * factor;
        return value;
    }
}
