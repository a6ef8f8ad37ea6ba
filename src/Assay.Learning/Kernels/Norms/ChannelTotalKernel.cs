using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Kernels.Reductions;

namespace Assay.Learning.Kernels.Norms;

/// <summary>y[c] = Σ over samples and places of x[s, c, p], or += that. An item is a channel; rows are summed as T, their sums as double.</summary>
internal unsafe struct ChannelTotalKernel : IKernel
{
    public void* Input;
    public void* Output;
    public int Samples;
    public int Channels;
    public long Places;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var output = (T*)Output;
        for (var channel = part.Start; channel < part.End; channel++)
        {
            var total = Accumulate ? double.CreateTruncating(output[channel]) : 0;
            for (var sample = 0L; sample < Samples; sample++)
                total += double.CreateTruncating(Rows.Sum<T, V>((T*)Input + (((sample * Channels) + channel) * Places), Places));
            output[channel] = T.CreateTruncating(total);
        }
    }
}
