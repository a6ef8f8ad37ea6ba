using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Learning.Kernels;

/// <summary>
/// The largest number or the mean of every window of a plane. A NaN in a window makes its largest NaN. Padding counts as −∞ for the largest and as 0
/// for the mean, which is over the whole window. An item is a plane.
/// </summary>
internal unsafe struct PoolKernel : IKernel
{
    public void* Input;
    public void* Output;
    public Sliding Rows;
    public Sliding Columns;
    public bool IsMax;

    /// <summary>
    /// The place of the largest number in the plane at one place of the window: the first of equal ones, or the first NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Largest<T>(T* plane, in Sliding rows, in Sliding columns, int oh, int ow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var place = -1L;
        var largest = T.NegativeInfinity;
        for (var kh = 0; kh < rows.Kernel; kh++)
        {
            var row = rows.Element(oh, kh);
            if ((uint)row >= (uint)rows.Size)
                continue;
            for (var kw = 0; kw < columns.Kernel; kw++)
            {
                var column = columns.Element(ow, kw);
                if ((uint)column >= (uint)columns.Size)
                    continue;
                var index = ((long)row * columns.Size) + column;
                var value = plane[index];
                if (T.IsNaN(value))
                    return index;
                if (place < 0 || value > largest)
                {
                    place = index;
                    largest = value;
                }
            }
        }

        return place;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var places = (long)Rows.Places * Columns.Places;
        var share = T.One / T.CreateTruncating((long)Rows.Kernel * Columns.Kernel);
        for (var item = part.Start; item < part.End; item++)
        {
            var plane = (T*)Input + (item * Rows.Size * Columns.Size);
            var output = (T*)Output + (item * places);
            for (var oh = 0; oh < Rows.Places; oh++)
            {
                for (var ow = 0; ow < Columns.Places; ow++)
                    *output++ = IsMax ? plane[Largest(plane, Rows, Columns, oh, ow)] : Sum(plane, oh, ow) * share;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly T Sum<T>(T* plane, int oh, int ow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        for (var kh = 0; kh < Rows.Kernel; kh++)
        {
            var row = Rows.Element(oh, kh);
            if ((uint)row >= (uint)Rows.Size)
                continue;
            for (var kw = 0; kw < Columns.Kernel; kw++)
            {
                var column = Columns.Element(ow, kw);
                if ((uint)column < (uint)Columns.Size)
                    sum += plane[((long)row * Columns.Size) + column];
            }
        }

        return sum;
    }
}
