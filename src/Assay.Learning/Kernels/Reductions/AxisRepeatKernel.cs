using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Reductions;

/// <summary>x[o, k, i] = factor · y[o, i], or += that: the opposite of <see cref="AxisSumKernel"/>. An item is a row: all k of an o without inner axes, else all i of an (o, k).</summary>
internal unsafe struct AxisRepeatKernel : IKernel
{
    public void* Input;
    public void* Output;
    public int Length;
    public long Inner;
    public double Factor;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var factor = V.Broadcast(T.CreateTruncating(Factor));
        for (var row = part.Start; row < part.End; row++)
        {
            var width = Inner == 1 ? Length : Inner;
            var source = Inner == 1 ? new Repeated((T*)Input + row, 1) : new Repeated((T*)Input + (row / Length * Inner), Inner);
            var output = (T*)Output + (row * width);
            var j = 0L;
            for (; j + V.Count <= width; j += V.Count)
            {
                var value = source.Load<T, V>(j) * factor;
                (Accumulate ? V.Load(output + j) + value : value).Store(output + j);
            }

            var rest = (int)(width - j);
            if (rest > 0)
            {
                var value = source.Load<T, V>(j, rest) * factor;
                (Accumulate ? V.Load(output + j, rest) + value : value).Store(output + j, rest);
            }
        }
    }
}
