using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Windows;

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

    /// <summary>The place of the largest number of a rectangle of a plane: the first of equal ones, or the first NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Largest<T>(T* plane, long width, (int First, int End) rows, (int First, int End) columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var place = (rows.First * width) + columns.First;
        var largest = plane[place];
        for (var row = rows.First; row < rows.End; row++)
        {
            for (var index = (row * width) + columns.First; index < (row * width) + columns.End; index++)
            {
                // Neither a larger number nor NaN is at most the largest; nothing is, once that is NaN.
                if (plane[index] <= largest || T.IsNaN(largest))
                    continue;
                place = index;
                largest = plane[index];
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
                var rows = Rows.Under(oh);
                for (var ow = 0; ow < Columns.Places; ow++)
                {
                    var columns = Columns.Under(ow);
                    *output++ = IsMax ? plane[Largest(plane, Columns.Size, rows, columns)] : Sum(plane, Columns.Size, rows, columns) * share;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sum<T>(T* plane, long width, (int First, int End) rows, (int First, int End) columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        for (var row = rows.First; row < rows.End; row++)
        {
            for (var index = (row * width) + columns.First; index < (row * width) + columns.End; index++)
                sum += plane[index];
        }

        return sum;
    }
}
