using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Reductions;

/// <summary>y[o, i] = factor · Σₖ x[o, k, i]: the sum over an axis with outer axes o before and inner ones i behind it. An item is an element of y.</summary>
internal unsafe struct AxisSumKernel : IKernel
{
    public void* Input;
    public void* Output;
    public int Length;
    public long Inner;
    public double Factor;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var output = (T*)Output;
        var factor = V.Broadcast(T.CreateTruncating(Factor));
        if (Inner == 1)
        {
            for (var row = part.Start; row < part.End; row++)
                output[row] = Rows.Sum<T, V>((T*)Input + (row * Length), Length) * T.CreateTruncating(Factor);
            return;
        }

        for (var index = part.Start; index < part.End;)
        {
            var (outer, inner) = Math.DivRem(index, Inner);
            var end = index + Math.Min(part.End - index, Inner - inner);
            var column = (T*)Input + (outer * Length * Inner) + inner;
            for (; index < end; index += V.Count, column += V.Count)
            {
                var count = (int)Math.Min(V.Count, end - index);
                var sum = V.Zero;
                if (count == V.Count)
                {
                    for (var k = 0L; k < Length; k++)
                        sum += V.Load(column + (k * Inner));
                    (sum * factor).Store(output + index);
                }
                else
                {
                    for (var k = 0L; k < Length; k++)
                        sum += V.Load(column + (k * Inner), count);
                    (sum * factor).Store(output + index, count);
                }
            }

            index = end;
        }
    }
}
