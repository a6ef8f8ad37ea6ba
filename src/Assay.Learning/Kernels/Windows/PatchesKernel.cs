using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Windows;

/// <summary>
/// patch[b, n, c, k] or patch[b, c, n, k] = x[b, c, skip + n·stride + k], or the sum back into x, where each element gets the patches that it is in. An item is
/// a channel of one sample.
/// </summary>
internal unsafe struct PatchesKernel : IKernel
{
    /// <summary>[B, C, T].</summary>
    public void* Series;

    public void* Patches;

    /// <summary>Whether to sum back.</summary>
    public bool Back;

    public bool Accumulate;
    public int Channels;
    public int Steps;
    public int Length;
    public int Stride;
    public int Skip;
    public int Count;
    public bool Mixing;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var item = part.Start; item < part.End; item++)
        {
            var (sample, channel) = Math.DivRem(item, Channels);
            var series = (T*)Series + (item * Steps);
            var patch = (T*)Patches + (Mixing ? ((sample * Count * Channels) + channel) * Length : item * Count * Length);
            var next = Mixing ? (long)Channels * Length : Length;
            if (Back && !Accumulate)
                new Span<T>(series, Steps).Clear();
            series += Skip;
            for (var n = 0; n < Count; n++, series += Stride, patch += next)
            {
                if (Back)
                    Add<T, V>(patch, series);
                else
                    new ReadOnlySpan<T>(series, Length).CopyTo(new Span<T>(patch, Length));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Add<T, V>(T* patch, T* series)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var k = 0;
        for (; k + V.Count <= Length; k += V.Count)
            (V.Load(series + k) + V.Load(patch + k)).Store(series + k);
        if (k < Length)
            (V.Load(series + k, Length - k) + V.Load(patch + k, Length - k)).Store(series + k, Length - k);
    }
}
