using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Products;

/// <summary>destination[j] += scale · Σᵢ vector[i] · matrix[i, j]. Items are blocks of 64 columns.</summary>
internal unsafe struct RowProductKernel : IKernel
{
    public const int Block = 64;

    public void* Vector;

    /// <summary>[Rows, Columns].</summary>
    public void* Matrix;

    public void* Destination;
    public double Scale;
    public int Rows;
    public int Columns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var scale = V.Broadcast(T.CreateTruncating(Scale));
        var end = (int)Math.Min(part.End * Block, Columns);
        for (var j = (int)part.Start * Block; j < end; j += V.Count)
        {
            var count = Math.Min(V.Count, end - j);
            V sum1 = V.Zero, sum2 = V.Zero, sum3 = V.Zero, sum4 = V.Zero;
            var i = 0;
            for (; i + 4 <= Rows; i += 4)
            {
                var matrix = (T*)Matrix + ((long)i * Columns) + j;
                var vector = (T*)Vector + i;
                sum1 = V.MultiplyAdd(V.Broadcast(vector[0]), V.Load(matrix, count), sum1);
                sum2 = V.MultiplyAdd(V.Broadcast(vector[1]), V.Load(matrix + Columns, count), sum2);
                sum3 = V.MultiplyAdd(V.Broadcast(vector[2]), V.Load(matrix + (2L * Columns), count), sum3);
                sum4 = V.MultiplyAdd(V.Broadcast(vector[3]), V.Load(matrix + (3L * Columns), count), sum4);
            }

            for (; i < Rows; i++)
                sum1 = V.MultiplyAdd(V.Broadcast(((T*)Vector)[i]), V.Load((T*)Matrix + ((long)i * Columns) + j, count), sum1);
            V.MultiplyAdd(scale, (sum1 + sum2) + (sum3 + sum4), V.Load((T*)Destination + j, count)).Store((T*)Destination + j, count);
        }
    }
}
