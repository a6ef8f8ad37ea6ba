using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Windows;

/// <summary>
/// The columns of a convolution as a matrix product (im2col): column[(c, kh, kw), (s, oh, ow)] = x[s, c, h(oh, kh), w(ow, kw)], 0 in the padding.
/// An item is a (c, kh, kw) of one sample s.
/// </summary>
internal unsafe struct UnfoldKernel : IKernel
{
    /// <summary>The first sample of the block, [samples, channels, rows, columns].</summary>
    public void* Input;

    /// <summary>[channels · kernel, samples · places].</summary>
    public void* Column;

    public int Samples;
    public int Channels;
    public Sliding Rows;
    public Sliding Columns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var places = (long)Rows.Places * Columns.Places;
        for (var item = part.Start; item < part.End; item++)
        {
            var (element, sample) = Math.DivRem(item, Samples);
            var (channel, kernel) = Math.DivRem(element, Rows.Kernel * Columns.Kernel);
            var (kh, kw) = Math.DivRem((int)kernel, Columns.Kernel);
            var plane = (T*)Input + (((sample * Channels) + channel) * Rows.Size * Columns.Size);
            Plane<T>(plane, kh, kw, (T*)Column + (item * places));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Plane<T>(T* plane, int kh, int kw, T* output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var width = Columns.Places;
        var (firstRow, endRow) = Rows.Inside(kh);
        var (first, end) = Columns.Inside(kw);
        for (var oh = 0; oh < Rows.Places; oh++, output += width)
        {
            if (oh < firstRow || oh >= endRow || first == end)
            {
                new Span<T>(output, width).Clear();
                continue;
            }

            new Span<T>(output, first).Clear();
            new Span<T>(output + end, width - end).Clear();
            var source = plane + ((long)Rows.Element(oh, kh) * Columns.Size) + Columns.Element(first, kw);
            if (Columns.Stride == 1)
            {
                new ReadOnlySpan<T>(source, end - first).CopyTo(new Span<T>(output + first, end - first));
                continue;
            }

            for (var ow = first; ow < end; ow++, source += Columns.Stride)
                output[ow] = *source;
        }
    }
}
