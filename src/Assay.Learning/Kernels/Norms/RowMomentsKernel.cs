using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Kernels.Reductions;

namespace Assay.Learning.Kernels.Norms;

/// <summary>Mean and √(Σ(x − mean)²/(n − 1)) + ε of each row of n numbers.</summary>
internal unsafe struct RowMomentsKernel : IKernel
{
    public void* Input;
    public void* Mean;
    public void* Deviation;
    public int Width;
    public double Epsilon;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var row = part.Start; row < part.End; row++)
        {
            var input = (T*)Input + (row * Width);
            var mean = Rows.Sum<T, V>(input, Width) / T.CreateTruncating(Width);
            var squares = double.CreateTruncating(Rows.SumOfSquares<T, V>(input, Width, mean));
            ((T*)Mean)[row] = mean;
            ((T*)Deviation)[row] = T.CreateTruncating(Math.Sqrt(squares / (Width - 1)) + Epsilon);
        }
    }
}
