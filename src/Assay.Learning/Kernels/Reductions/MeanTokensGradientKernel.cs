using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Reductions;

/// <summary>The gradient of <see cref="MeanTokensKernel"/>: every row of a sample gets an equal share. Items are samples.</summary>
internal unsafe struct MeanTokensGradientKernel : IKernel
{
    public void* Gradient;
    public void* Target;
    public int Count;
    public int Columns;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var factor = V.Broadcast(T.One / T.CreateTruncating(Count));
        for (var sample = part.Start; sample < part.End; sample++)
        {
            var gradient = (T*)Gradient + (sample * Columns);
            for (var t = 0; t < Count; t++)
            {
                var target = (T*)Target + (((sample * Count) + t) * Columns);
                for (var c = 0; c < Columns; c += V.Count)
                {
                    var width = Math.Min(V.Count, Columns - c);
                    var share = V.Load(gradient + c, width) * factor;
                    (Accumulate ? V.Load(target + c, width) + share : share).Store(target + c, width);
                }
            }
        }
    }
}
