using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Norms;

/// <summary>
/// A block of samples from channels first, [channels, samples, places], as a product gives it, to samples first, [samples, channels, places], as a
/// tensor has it; or back. An item is one channel of one sample.
/// </summary>
internal unsafe struct ChannelBlockKernel : IKernel
{
    public void* ChannelsFirst;
    public void* SamplesFirst;

    /// <summary>Whether to copy from samples first to channels first.</summary>
    public bool Back;

    /// <summary>Added on the way to samples first, one number a channel; or null.</summary>
    public void* Bias;

    public int Samples;
    public int Channels;
    public long Places;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var item = part.Start; item < part.End; item++)
        {
            var (sample, channel) = Math.DivRem(item, Channels);
            var one = (T*)ChannelsFirst + (((channel * Samples) + sample) * Places);
            var other = (T*)SamplesFirst + (item * Places);
            var source = Back ? other : one;
            var destination = Back ? one : other;
            var bias = Bias is null ? V.Zero : V.Broadcast(((T*)Bias)[channel]);
            var j = 0L;
            for (; j + V.Count <= Places; j += V.Count)
                (V.Load(source + j) + bias).Store(destination + j);
            if (j < Places)
                (V.Load(source + j, (int)(Places - j)) + bias).Store(destination + j, (int)(Places - j));
        }
    }
}
