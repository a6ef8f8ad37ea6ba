using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Norms;

/// <summary>Rows minus one row. Items are rows.</summary>
internal unsafe struct CentreKernel : IKernel
{
    public void* Input;
    public void* Centre;
    public void* Output;
    public int Columns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var row = part.Start; row < part.End; row++)
        {
            var input = (T*)Input + (row * Columns);
            var output = (T*)Output + (row * Columns);
            for (var i = 0; i < Columns; i += V.Count)
            {
                var count = Math.Min(V.Count, Columns - i);
                (V.Load(input + i, count) - V.Load((T*)Centre + i, count)).Store(output + i, count);
            }
        }
    }
}
