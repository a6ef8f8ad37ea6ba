using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Copies;

/// <summary>The gradient of each row of a table: the sum over the places that took it. Items are rows of the table.</summary>
internal unsafe struct EmbeddingGradientKernel : IKernel
{
    public void* Gradient;
    public void* Target;

    /// <summary>Where the places of each row begin; those of row r end where those of row r + 1 begin.</summary>
    public int* Starts;

    public int* Places;
    public int Columns;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var row = part.Start; row < part.End; row++)
        {
            var target = (T*)Target + (row * Columns);
            for (var c = 0; c < Columns; c += V.Count)
            {
                var width = Math.Min(V.Count, Columns - c);
                var sum = Accumulate ? V.Load(target + c, width) : V.Zero;
                for (var index = Starts[row]; index < Starts[row + 1]; index++)
                    sum += V.Load((T*)Gradient + ((long)Places[index] * Columns) + c, width);
                sum.Store(target + c, width);
            }
        }
    }
}
