using System.Numerics;

namespace Assay.Learning.Kernels;

/// <summary>
/// Loops over memory that treat every element alike. Pointers are to <c>count</c> elements each; the result may stand where an operand
/// stood, but not overlap it otherwise.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="V">The register.</typeparam>
internal static unsafe class Elementwise<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILanes<V, T>
{
    // Registers of one block are summed as T, blocks as double: the error does not grow with the length.
    private const int BlockLength = 4096;

    /// <summary>y = f(x).</summary>
    public static void Apply<F>(F function, T* x, T* y, nint count)
        where F : struct, IActivation<V>
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            function.Value(V.Load(x + i)).Store(y + i);
        }

        var rest = (int)(count - i);
        function.Value(V.Load(x + i, rest)).Store(y + i, rest);
    }

    /// <summary>dx = dy · f′(x), or dx += dy · f′(x).</summary>
    public static void ApplyBackward<F>(F function, T* x, T* dy, T* dx, nint count, bool accumulate)
        where F : struct, IActivation<V>
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            V.MultiplyAdd(V.Load(dy + i), function.Slope(V.Load(x + i)), accumulate ? V.Load(dx + i) : V.Zero).Store(dx + i);
        }

        var rest = (int)(count - i);
        V.MultiplyAdd(V.Load(dy + i, rest), function.Slope(V.Load(x + i, rest)), accumulate ? V.Load(dx + i, rest) : V.Zero).Store(dx + i, rest);
    }

    /// <summary>y = a + b.</summary>
    public static void Add(T* a, T* b, T* y, nint count)
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            (V.Load(a + i) + V.Load(b + i)).Store(y + i);
        }

        var rest = (int)(count - i);
        (V.Load(a + i, rest) + V.Load(b + i, rest)).Store(y + i, rest);
    }

    /// <summary>y = a · b, element by element.</summary>
    public static void Multiply(T* a, T* b, T* y, nint count)
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            (V.Load(a + i) * V.Load(b + i)).Store(y + i);
        }

        var rest = (int)(count - i);
        (V.Load(a + i, rest) * V.Load(b + i, rest)).Store(y + i, rest);
    }

    /// <summary>y = factor · x.</summary>
    public static void Scale(T factor, T* x, T* y, nint count)
    {
        var scale = V.Broadcast(factor);
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            (scale * V.Load(x + i)).Store(y + i);
        }

        var rest = (int)(count - i);
        (scale * V.Load(x + i, rest)).Store(y + i, rest);
    }

    /// <summary>y += factor · x.</summary>
    public static void Axpy(T factor, T* x, T* y, nint count)
    {
        var scale = V.Broadcast(factor);
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            V.MultiplyAdd(scale, V.Load(x + i), V.Load(y + i)).Store(y + i);
        }

        var rest = (int)(count - i);
        V.MultiplyAdd(scale, V.Load(x + i, rest), V.Load(y + i, rest)).Store(y + i, rest);
    }

    /// <summary>
    /// y = x / (1 − probability) where the mask keeps an element, 0 elsewhere; or added to y. The gradient is the same call on dy and dx.
    /// </summary>
    /// <remarks>
    /// The share dropped, 0 ≤ probability &lt; 1, is rounded down to a multiple of 2⁻³². The key names the mask, firstIndex is the index in it
    /// of x's first element; equal keys and indices give equal masks.
    /// </remarks>
    public static void Dropout(T* x, T* y, nint count, double probability, ulong key, ulong firstIndex, bool accumulate)
    {
        var hash = new CounterHash(key);
        var threshold = (uint)(probability * 4294967296.0);
        var scale = V.Constant(1 / (1 - probability));
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            var kept = V.Keep(V.Load(x + i), hash, unchecked(firstIndex + (ulong)i), threshold);
            V.MultiplyAdd(scale, kept, accumulate ? V.Load(y + i) : V.Zero).Store(y + i);
        }

        var rest = (int)(count - i);
        var last = V.Keep(V.Load(x + i, rest), hash, unchecked(firstIndex + (ulong)i), threshold);
        V.MultiplyAdd(scale, last, accumulate ? V.Load(y + i, rest) : V.Zero).Store(y + i, rest);
    }

    /// <summary>The sum, in an order that depends on the register's width and on nothing else.</summary>
    public static double Sum(T* x, nint count)
    {
        var total = 0.0;
        for (nint start = 0; start < count; start += BlockLength)
        {
            var length = (int)Math.Min(BlockLength, count - start);
            var block = x + start;
            var (a, b, c, d) = (V.Zero, V.Zero, V.Zero, V.Zero);
            var i = 0;
            for (; i <= length - (4 * V.Count); i += 4 * V.Count)
            {
                a += V.Load(block + i);
                b += V.Load(block + i + V.Count);
                c += V.Load(block + i + (2 * V.Count));
                d += V.Load(block + i + (3 * V.Count));
            }

            for (; i < length; i += V.Count)
            {
                a += V.Load(block + i, Math.Min(V.Count, length - i));
            }

            total += double.CreateChecked((a + b + (c + d)).Sum());
        }

        return total;
    }

    /// <summary>The sum of squares, in <see cref="Sum"/>'s order.</summary>
    public static double SumOfSquares(T* x, nint count)
    {
        var total = 0.0;
        for (nint start = 0; start < count; start += BlockLength)
        {
            var length = (int)Math.Min(BlockLength, count - start);
            var block = x + start;
            var (a, b, c, d) = (V.Zero, V.Zero, V.Zero, V.Zero);
            var i = 0;
            for (; i <= length - (4 * V.Count); i += 4 * V.Count)
            {
                a = AddSquare(a, V.Load(block + i));
                b = AddSquare(b, V.Load(block + i + V.Count));
                c = AddSquare(c, V.Load(block + i + (2 * V.Count)));
                d = AddSquare(d, V.Load(block + i + (3 * V.Count)));
            }

            for (; i < length; i += V.Count)
            {
                a = AddSquare(a, V.Load(block + i, Math.Min(V.Count, length - i)));
            }

            total += double.CreateChecked((a + b + (c + d)).Sum());
        }

        return total;
    }

    private static V AddSquare(V sum, V value) => V.MultiplyAdd(value, value, sum);
}
