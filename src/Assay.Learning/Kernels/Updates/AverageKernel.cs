using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Updates;

/// <summary>average = decay · average + (1 − decay) · value; or, to swap, the two exchanged.</summary>
internal unsafe struct AverageKernel : IKernel
{
    public void* Value;
    public void* Average;
    public double Decay;
    public bool Swaps;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var decay = V.Broadcast(T.CreateTruncating(Decay));
        var rest = V.Broadcast(T.CreateTruncating(1 - Decay));
        for (var index = part.Start; index < part.End; index += V.Count)
        {
            var count = (int)Math.Min(V.Count, part.End - index);
            var value = V.Load((T*)Value + index, count);
            var average = V.Load((T*)Average + index, count);
            if (Swaps)
            {
                average.Store((T*)Value + index, count);
                value.Store((T*)Average + index, count);
            }
            else
            {
                V.MultiplyAdd(decay, average, rest * value).Store((T*)Average + index, count);
            }
        }
    }
}
