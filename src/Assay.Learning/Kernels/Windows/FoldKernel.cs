using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Windows;

/// <summary>
/// The gradient of <see cref="UnfoldKernel"/> (col2im): every element of x gets the sum over the columns that it was copied to. An item is a plane, one
/// channel of one sample, so that no two threads add to the same place.
/// </summary>
internal unsafe struct FoldKernel : IKernel
{
    /// <summary>[channels · kernel, samples · places].</summary>
    public void* Column;

    /// <summary>∂x of the block's first sample, [samples, channels, rows, columns].</summary>
    public void* Output;

    public int Samples;
    public int Channels;
    public Sliding Rows;
    public Sliding Columns;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var places = (long)Rows.Places * Columns.Places;
        var size = (long)Rows.Size * Columns.Size;
        for (var item = part.Start; item < part.End; item++)
        {
            var (sample, channel) = Math.DivRem(item, Channels);
            var plane = (T*)Output + (item * size);
            if (!Accumulate)
                new Span<T>(plane, (int)size).Clear();
            for (var kh = 0; kh < Rows.Kernel; kh++)
            {
                for (var kw = 0; kw < Columns.Kernel; kw++)
                {
                    var element = (((channel * Rows.Kernel) + kh) * Columns.Kernel) + kw;
                    Add<T, V>((T*)Column + (((element * Samples) + sample) * places), kh, kw, plane);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Add<T, V>(T* column, int kh, int kw, T* plane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var (firstRow, endRow) = Rows.Inside(kh);
        var (first, end) = Columns.Inside(kw);
        for (var oh = firstRow; oh < endRow; oh++)
        {
            var source = column + ((long)oh * Columns.Places);
            var target = plane + ((long)Rows.Element(oh, kh) * Columns.Size) + Columns.Element(first, kw);
            var ow = first;
            if (Columns.Stride == 1)
            {
                for (; ow + V.Count <= end; ow += V.Count, target += V.Count)
                    (V.Load(target) + V.Load(source + ow)).Store(target);
                if (ow < end)
                    (V.Load(target, end - ow) + V.Load(source + ow, end - ow)).Store(target, end - ow);
                continue;
            }

            for (; ow < end; ow++, target += Columns.Stride)
                *target += source[ow];
        }
    }
}
