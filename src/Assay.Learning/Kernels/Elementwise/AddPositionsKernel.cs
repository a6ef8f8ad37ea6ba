using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>The same numbers added to every row. Items are rows.</summary>
internal unsafe struct AddPositionsKernel : IKernel
{
    public void* Input;
    public void* Positions;
    public void* Output;
    public int Columns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var positions = (T*)Positions;
        for (var row = part.Start; row < part.End; row++)
        {
            var x = (T*)Input + (row * Columns);
            var y = (T*)Output + (row * Columns);
            var c = 0;
            for (; c + V.Count <= Columns; c += V.Count)
                (V.Load(x + c) + V.Load(positions + c)).Store(y + c);
            var rest = Columns - c;
            if (rest > 0)
                (V.Load(x + c, rest) + V.Load(positions + c, rest)).Store(y + c, rest);
        }
    }
}
