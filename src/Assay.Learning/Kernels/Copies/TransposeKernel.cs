using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Copies;

/// <summary>y[o, j, i] = x[o, i, j], or += that. An item is a row of y.</summary>
internal unsafe struct TransposeKernel : IKernel
{
    // Rows of y that are written side by side, so that a cache line of x is used whole.
    private const int Together = 16;

    public void* Input;
    public void* Output;

    /// <summary>Sizes of the axes of x that change places.</summary>
    public int Rows;
    public int Columns;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var row = part.Start; row < part.End;)
        {
            var (matrix, column) = Math.DivRem(row, Columns);
            var together = (int)Math.Min(Math.Min(Together, Columns - column), part.End - row);
            var input = (T*)Input + (matrix * Rows * Columns) + column;
            var output = (T*)Output + (row * Rows);
            for (var i = 0; i < Rows; i++, input += Columns)
            {
                for (var j = 0; j < together; j++)
                {
                    var place = output + ((long)j * Rows) + i;
                    *place = Accumulate ? *place + input[j] : input[j];
                }
            }

            row += together;
        }
    }
}
