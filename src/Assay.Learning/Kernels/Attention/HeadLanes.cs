using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Kernels.Products;

namespace Assay.Learning.Kernels.Attention;

/// <summary>
/// One head of as many samples as a register has elements, side by side: each number of the head is a register, so that even the smallest heads are computed
/// with whole registers. Blocks in this form are arrays of registers; steps between elements count registers.
/// </summary>
internal static unsafe class HeadLanes<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILanes<V, T>
{
    /// <summary>Rows that a register's worth of columns has after transposition; also how many registers past a block may be read by <see cref="Scatter"/>.</summary>
    public static int Slack => V.Count;

    /// <summary>destination[c] = source[c] of every sample; zero for the samples that are missing to a whole register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(T* source, nint sampleStep, int samples, int columns, T* destination)
    {
        if (typeof(V) == typeof(SingleLanes512))
            GemmPacking<Vector512<float>, TileRegister512>.Transpose((float*)source, sampleStep, samples, columns, (float*)destination, V.Count);
        else if (typeof(V) == typeof(SingleLanes256))
            GemmPacking<Vector256<float>, TileRegister256>.Transpose((float*)source, sampleStep, samples, columns, (float*)destination, V.Count);
        else if (typeof(V) == typeof(SingleLanes128))
            GemmPacking<Vector128<float>, TileRegister128>.Transpose((float*)source, sampleStep, samples, columns, (float*)destination, V.Count);
        else
            new ReadOnlySpan<T>(source, columns).CopyTo(new Span<T>(destination, columns)); // one lane
    }

    /// <summary>destination[c] of every sample = source[c], or += that. Reads up to <see cref="Slack"/> registers past the columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(T* source, int columns, T* destination, nint sampleStep, int samples, bool accumulate, T* temporary)
    {
        for (var c = 0; c < columns; c += V.Count)
        {
            var count = Math.Min(V.Count, columns - c);
            var rows = temporary;
            if (V.Count == 1)
                rows = source + c;
            else
                Gather(source + (c * V.Count), V.Count, V.Count, V.Count, temporary);
            for (var sample = 0; sample < samples; sample++)
            {
                var to = destination + (sample * sampleStep) + c;
                if (count == V.Count)
                {
                    var value = V.Load(rows + (sample * V.Count));
                    (accumulate ? V.Load(to) + value : value).Store(to);
                }
                else
                {
                    var value = V.Load(rows + (sample * V.Count), count);
                    (accumulate ? V.Load(to, count) + value : value).Store(to, count);
                }
            }
        }
    }

    /// <summary>c[j] = Σₖ a[k] · b[k, j], for j &lt; n, k &lt; depth: the row of a product.</summary>
    /// <param name="c">n registers in one piece.</param>
    /// <param name="n">Columns.</param>
    /// <param name="a">First element of the row.</param>
    /// <param name="aStep">Registers from a[k] to a[k + 1].</param>
    /// <param name="depth">Products for an element; none give zeros.</param>
    /// <param name="b">b[0, 0].</param>
    /// <param name="bRow">Registers from b[k, j] to b[k + 1, j].</param>
    /// <param name="bColumn">Registers from b[k, j] to b[k, j + 1].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(T* c, int n, T* a, nint aStep, int depth, T* b, nint bRow, nint bColumn)
    {
        aStep *= V.Count;
        bRow *= V.Count;
        bColumn *= V.Count;
        var j = 0;
        for (; j + 4 <= n; j += 4)
        {
            V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
            var left = a;
            var b0 = b + (j * bColumn);
            var b1 = b0 + bColumn;
            var b2 = b1 + bColumn;
            var b3 = b2 + bColumn;
            for (var k = depth; k > 0; k--)
            {
                var x = V.Load(left);
                s0 = V.MultiplyAdd(x, V.Load(b0), s0);
                s1 = V.MultiplyAdd(x, V.Load(b1), s1);
                s2 = V.MultiplyAdd(x, V.Load(b2), s2);
                s3 = V.MultiplyAdd(x, V.Load(b3), s3);
                left += aStep;
                b0 += bRow;
                b1 += bRow;
                b2 += bRow;
                b3 += bRow;
            }

            var to = c + (j * V.Count);
            s0.Store(to);
            s1.Store(to + V.Count);
            s2.Store(to + (2 * V.Count));
            s3.Store(to + (3 * V.Count));
        }

        for (; j < n; j++)
        {
            var sum = V.Zero;
            var left = a;
            var right = b + (j * bColumn);
            for (var k = depth; k > 0; k--)
            {
                sum = V.MultiplyAdd(V.Load(left), V.Load(right), sum);
                left += aStep;
                right += bRow;
            }

            sum.Store(c + (j * V.Count));
        }
    }
}
