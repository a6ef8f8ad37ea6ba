using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Kernels.Reductions;

namespace Assay.Learning.Kernels.Norms;

/// <summary>
/// Σ g and Σ g·x̂ of each channel over samples and places, with x̂ = (x − mean)·inverse: the gradients of a normalization's shift and scale.
/// Items as in <see cref="ChannelMomentsKernel"/>.
/// </summary>
internal unsafe struct ChannelSlopesKernel : IKernel
{
    public void* Input;
    public void* Gradient;
    public void* Mean;
    public void* Inverse;
    public void* Sums;
    public void* Products;
    public int Samples;
    public int Channels;
    public long Places;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        if (Places == 1)
            Columns<T, V>((int)part.Start * ChannelMomentsKernel.Group, (int)Math.Min(Channels, part.End * ChannelMomentsKernel.Group));
        else
            Planes<T, V>((int)part.Start, (int)part.End);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Columns<T, V>(int first, int end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var channel = first; channel < end; channel += V.Count)
        {
            var count = Math.Min(V.Count, end - channel);
            var mean = V.Load((T*)Mean + channel, count);
            var sum = V.Zero;
            var product = V.Zero;
            for (var sample = 0L; sample < Samples; sample++)
            {
                var place = (sample * Channels) + channel;
                var gradient = V.Load((T*)Gradient + place, count);
                sum += gradient;
                product = V.MultiplyAdd(gradient, V.Load((T*)Input + place, count) - mean, product);
            }

            sum.Store((T*)Sums + channel, count);
            (product * V.Load((T*)Inverse + channel, count)).Store((T*)Products + channel, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Planes<T, V>(int first, int end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var channel = first; channel < end; channel++)
        {
            var sum = 0.0;
            var product = 0.0;
            for (var sample = 0L; sample < Samples; sample++)
            {
                var place = ((sample * Channels) + channel) * Places;
                sum += double.CreateTruncating(Rows.Sum<T, V>((T*)Gradient + place, Places));
                product += double.CreateTruncating(Rows.DotCentered<T, V>((T*)Gradient + place, (T*)Input + place, Places, ((T*)Mean)[channel]));
            }

            ((T*)Sums)[channel] = T.CreateTruncating(sum);
            ((T*)Products)[channel] = T.CreateTruncating(product * double.CreateTruncating(((T*)Inverse)[channel]));
        }
    }
}
