using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Losses;

/// <summary>Probabilities of logits or of (clamped) probabilities, and dp/dx.</summary>
internal unsafe struct PredictionKernel : IKernel
{
    public void* Input;
    public void* Probabilities;

    /// <summary>Where dp/dx goes, or null.</summary>
    public void* Slope;

    public bool AreLogits;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var index = part.Start; index < part.End; index += V.Count)
        {
            var count = (int)Math.Min(V.Count, part.End - index);
            BinaryPrediction<V> prediction;
            if (AreLogits)
                BinaryPrediction.OfLogits<T, V>(V.Load((T*)Input + index, count), out prediction);
            else
                BinaryPrediction.OfProbabilities<T, V>(V.Load((T*)Input + index, count), out prediction);
            prediction.P.Store((T*)Probabilities + index, count);
            if (Slope is not null)
                (prediction.P * prediction.Q * prediction.Chain).Store((T*)Slope + index, count);
        }
    }
}
