using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>
/// Lower triangles of symmetric matrices, laid out for vectors of four: rows 4m … 4m+3 have 4(m+1) places each, one row after the other. What lies right of
/// the diagonal is padding, so that four rows are worked on at once and no loop has a tail. Sums have one order on every machine.
/// </summary>
internal static class Triangle
{
    /// <summary>Places for a vector of that many numbers.</summary>
    public static int Padded(int count) => (count + 3) & ~3;

    /// <summary>Places for a triangle of that many rows.</summary>
    public static int Size(int rows) => Offset(Padded(rows));

    /// <summary>Where a row begins.</summary>
    public static int Offset(int row)
    {
        var block = row >> 2;
        return (8 * block * (block + 1)) + ((row & 3) * 4 * (block + 1));
    }

    /// <summary>The product of the triangle with a vector; rows from <paramref name="rows"/> on give 0.</summary>
    /// <param name="triangle">Padding holds 0.</param>
    /// <param name="rows">How many rows count.</param>
    /// <param name="vector">Padded; finite beyond its end.</param>
    /// <param name="product">Padded.</param>
    public static void Times(ReadOnlySpan<double> triangle, int rows, ReadOnlySpan<double> vector, Span<double> product)
    {
        var from = Vectors(triangle);
        var with = Vectors(vector);
        var position = 0;
        for (var block = 0; 4 * block < rows; block++)
        {
            var length = block + 1;
            Vector256<double> first = default, second = default, third = default, fourth = default;
            for (var place = 0; place < length; place++)
            {
                var value = with[place];
                first += from[position + place] * value;
                second += from[position + length + place] * value;
                third += from[position + (2 * length) + place] * value;
                fourth += from[position + (3 * length) + place] * value;
            }

            position += 4 * length;
            Vector256.Create(Vector256.Sum(first), Vector256.Sum(second), Vector256.Sum(third), Vector256.Sum(fourth)).CopyTo(product[(4 * block)..]);
        }

        product[rows..Padded(rows)].Clear();
    }

    /// <summary>The product of the transposed triangle with a vector.</summary>
    /// <param name="triangle">Padding holds 0.</param>
    /// <param name="rows">How many rows count.</param>
    /// <param name="vector">Padded; 0 beyond its end.</param>
    /// <param name="product">Padded.</param>
    public static void TransposedTimes(ReadOnlySpan<double> triangle, int rows, ReadOnlySpan<double> vector, Span<double> product)
    {
        var from = Vectors(triangle);
        var to = MemoryMarshal.Cast<double, Vector256<double>>(product);
        to[..(Padded(rows) / 4)].Clear();
        var position = 0;
        for (var block = 0; 4 * block < rows; block++)
        {
            var length = block + 1;
            var first = Vector256.Create(vector[4 * block]);
            var second = Vector256.Create(vector[(4 * block) + 1]);
            var third = Vector256.Create(vector[(4 * block) + 2]);
            var fourth = Vector256.Create(vector[(4 * block) + 3]);
            for (var place = 0; place < length; place++)
            {
                to[place] += ((from[position + place] * first) + (from[position + length + place] * second))
                    + ((from[position + (2 * length) + place] * third) + (from[position + (3 * length) + place] * fourth));
            }

            position += 4 * length;
        }
    }

    /// <summary>The lower triangle of TᵀT.</summary>
    /// <param name="triangle">T; padding holds 0.</param>
    /// <param name="rows">How many rows count; those that fill the last block up hold 0.</param>
    /// <param name="product">The same layout; its padding is not defined.</param>
    public static void Gram(ReadOnlySpan<double> triangle, int rows, Span<double> product)
    {
        var from = Vectors(triangle);
        var to = MemoryMarshal.Cast<double, Vector256<double>>(product);
        var blocks = Padded(rows) / 4;
        for (var block = 0; block < blocks; block++)
        {
            var target = Offset(4 * block) / 4;
            for (var place = 0; place <= block; place++)
            {
                Vector256<double> first = default, second = default, third = default, fourth = default;
                for (var other = block; other < blocks; other++)
                {
                    var row = Offset(4 * other) / 4;
                    for (var lane = 0; lane < 4; lane++, row += other + 1)
                    {
                        var value = from[row + place];
                        var factors = from[row + block];
                        first += value * Vector256.Shuffle(factors, Vector256.Create(0L, 0, 0, 0));
                        second += value * Vector256.Shuffle(factors, Vector256.Create(1L, 1, 1, 1));
                        third += value * Vector256.Shuffle(factors, Vector256.Create(2L, 2, 2, 2));
                        fourth += value * Vector256.Shuffle(factors, Vector256.Create(3L, 3, 3, 3));
                    }
                }

                to[target + place] = first;
                to[target + block + 1 + place] = second;
                to[target + (2 * (block + 1)) + place] = third;
                to[target + (3 * (block + 1)) + place] = fourth;
            }
        }
    }

    /// <summary>The sum of products of two padded vectors, or of two triangles of one layout.</summary>
    /// <param name="left">One; a multiple of four long.</param>
    /// <param name="right">The other, at least as long.</param>
    /// <returns>The sum.</returns>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var a = Vectors(left);
        var b = Vectors(right)[..a.Length];
        Vector256<double> even = default, odd = default;
        var index = 0;
        for (; index + 1 < a.Length; index += 2)
        {
            even += a[index] * b[index];
            odd += a[index + 1] * b[index + 1];
        }

        if (index < a.Length)
            even += a[index] * b[index];
        return Vector256.Sum(even + odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<Vector256<double>> Vectors(ReadOnlySpan<double> values) => MemoryMarshal.Cast<double, Vector256<double>>(values);
}
