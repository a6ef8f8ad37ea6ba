using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Windows;

/// <summary>
/// The gradient of <see cref="PoolKernel"/>: to the largest number of each window, found again, or in equal shares to all of them. An item is a plane.
/// </summary>
internal unsafe struct PoolGradientKernel : IKernel
{
    public void* Input;
    public void* Gradient;
    public void* Output;
    public Sliding Rows;
    public Sliding Columns;
    public bool IsMax;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var places = (long)Rows.Places * Columns.Places;
        var size = (long)Rows.Size * Columns.Size;
        var share = T.One / T.CreateTruncating((long)Rows.Kernel * Columns.Kernel);
        for (var item = part.Start; item < part.End; item++)
        {
            var input = (T*)Input + (item * size);
            var gradient = (T*)Gradient + (item * places);
            var output = (T*)Output + (item * size);
            if (!Accumulate)
                new Span<T>(output, (int)size).Clear();
            for (var oh = 0; oh < Rows.Places; oh++)
            {
                var rows = Rows.Under(oh);
                for (var ow = 0; ow < Columns.Places; ow++, gradient++)
                {
                    var columns = Columns.Under(ow);
                    if (IsMax)
                        output[PoolKernel.Largest(input, Columns.Size, rows, columns)] += *gradient;
                    else
                        Spread(output, Columns.Size, rows, columns, *gradient * share);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread<T>(T* output, long width, (int First, int End) rows, (int First, int End) columns, T share)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var row = rows.First; row < rows.End; row++)
        {
            for (var index = (row * width) + columns.First; index < (row * width) + columns.End; index++)
                output[index] += share;
        }
    }
}
