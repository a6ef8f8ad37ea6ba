using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Reductions;

/// <summary>The mean of each sample's rows. Items are samples.</summary>
internal unsafe struct MeanTokensKernel : IKernel
{
    public void* Tokens;
    public void* Means;
    public int Count;
    public int Columns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var factor = V.Broadcast(T.One / T.CreateTruncating(Count));
        for (var sample = part.Start; sample < part.End; sample++)
        {
            var x = (T*)Tokens + (sample * Count * Columns);
            var y = (T*)Means + (sample * Columns);
            for (var c = 0; c < Columns; c += V.Count)
            {
                var width = Math.Min(V.Count, Columns - c);
                var sum = V.Zero;
                for (var t = 0; t < Count; t++)
                    sum += width == V.Count ? V.Load(x + ((nint)t * Columns) + c) : V.Load(x + ((nint)t * Columns) + c, width);
                (sum * factor).Store(y + c, width);
            }
        }
    }
}
