using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Learning.Kernels.Products;

/// <summary>
/// Columns of a product as sums along K: C[i, j] (+)= alpha · Σ A[i, k] · B[j, k] with the rows of both factors in one piece. What a few columns need, which would leave
/// a tile's registers empty. A sum is made in one order whatever its neighbors are: K in whole registers, then the rest, then across the register.
/// </summary>
internal static unsafe class GemmDots<TVector, TRegister>
    where TVector : struct
    where TRegister : struct, ITileRegister<TVector>
{
    private const int Together = 4;

    /// <param name="a">A[0, 0].</param>
    /// <param name="aRow">Floats from a row of A to the next.</param>
    /// <param name="rows">Rows of C, 0 or more.</param>
    /// <param name="b">B[0, 0].</param>
    /// <param name="bRow">Floats from what makes a column of C to the next.</param>
    /// <param name="columns">Columns of C, 0 or more.</param>
    /// <param name="depth">Products per element; 0 gives zeros.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="c">C[0, 0].</param>
    /// <param name="cRow">Floats from a row of C to the next.</param>
    /// <param name="accumulate">Whether to add to C.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* a, nint aRow, int rows, float* b, nint bRow, int columns, int depth, float alpha, float* c, nint cRow, bool accumulate)
    {
        var quads = columns / Together * Together;
        for (var i = 0; i < rows; i += 2)
        {
            for (var j = 0; j < quads; j += Together)
                TwoRows(a + i * aRow, i + 1 < rows ? aRow : 0, b + j * bRow, bRow, depth, alpha, c + i * cRow + j, cRow, accumulate);
        }

        for (var i = 0; i < rows && quads < columns; i += 2 * Together)
        {
            for (var j = quads; j < columns; j++)
                EightRows(a + i * aRow, aRow, rows - i, b + j * bRow, depth, alpha, c + i * cRow + j, cRow, accumulate);
        }
    }

    /// <summary>Four columns of two rows; of one when <paramref name="aRow"/> is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoRows(float* a0, nint aRow, float* b0, nint bRow, int depth, float alpha, float* c, nint cRow, bool accumulate)
    {
        var a1 = a0 + aRow;
        var b1 = b0 + bRow;
        var b2 = b1 + bRow;
        var b3 = b2 + bRow;
        TVector s00 = default, s01 = default, s02 = default, s03 = default;
        TVector s10 = default, s11 = default, s12 = default, s13 = default;
        var k = 0;
        for (; k + TRegister.Count <= depth; k += TRegister.Count)
        {
            var x0 = TRegister.Load(a0 + k);
            var x1 = TRegister.Load(a1 + k);
            var y = TRegister.Load(b0 + k);
            s00 = TRegister.MultiplyAdd(x0, y, s00);
            s10 = TRegister.MultiplyAdd(x1, y, s10);
            y = TRegister.Load(b1 + k);
            s01 = TRegister.MultiplyAdd(x0, y, s01);
            s11 = TRegister.MultiplyAdd(x1, y, s11);
            y = TRegister.Load(b2 + k);
            s02 = TRegister.MultiplyAdd(x0, y, s02);
            s12 = TRegister.MultiplyAdd(x1, y, s12);
            y = TRegister.Load(b3 + k);
            s03 = TRegister.MultiplyAdd(x0, y, s03);
            s13 = TRegister.MultiplyAdd(x1, y, s13);
        }

        if (k < depth)
        {
            var rest = depth - k;
            var x0 = TRegister.Load(a0 + k, rest);
            var x1 = TRegister.Load(a1 + k, rest);
            var y = TRegister.Load(b0 + k, rest);
            s00 = TRegister.MultiplyAdd(x0, y, s00);
            s10 = TRegister.MultiplyAdd(x1, y, s10);
            y = TRegister.Load(b1 + k, rest);
            s01 = TRegister.MultiplyAdd(x0, y, s01);
            s11 = TRegister.MultiplyAdd(x1, y, s11);
            y = TRegister.Load(b2 + k, rest);
            s02 = TRegister.MultiplyAdd(x0, y, s02);
            s12 = TRegister.MultiplyAdd(x1, y, s12);
            y = TRegister.Load(b3 + k, rest);
            s03 = TRegister.MultiplyAdd(x0, y, s03);
            s13 = TRegister.MultiplyAdd(x1, y, s13);
        }

        var factor = Vector128.Create(alpha);
        var sums = factor * TRegister.SumFour(s00, s01, s02, s03);
        (accumulate ? Vector128.Load(c) + sums : sums).Store(c);
        if (aRow == 0)
            return;
        sums = factor * TRegister.SumFour(s10, s11, s12, s13);
        (accumulate ? Vector128.Load(c + cRow) + sums : sums).Store(c + cRow);
    }

    /// <summary>One column of up to eight rows, so many that additions do not wait for one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightRows(float* a, nint aRow, int rows, float* b, int depth, float alpha, float* c, nint cRow, bool accumulate)
    {
        var a1 = rows > 1 ? a + aRow : a;
        var a2 = rows > 2 ? a1 + aRow : a;
        var a3 = rows > 3 ? a2 + aRow : a;
        var a4 = rows > 4 ? a3 + aRow : a;
        var a5 = rows > 5 ? a4 + aRow : a;
        var a6 = rows > 6 ? a5 + aRow : a;
        var a7 = rows > 7 ? a6 + aRow : a;
        TVector s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        var k = 0;
        for (; k + TRegister.Count <= depth; k += TRegister.Count)
        {
            var x = TRegister.Load(b + k);
            s0 = TRegister.MultiplyAdd(x, TRegister.Load(a + k), s0);
            s1 = TRegister.MultiplyAdd(x, TRegister.Load(a1 + k), s1);
            s2 = TRegister.MultiplyAdd(x, TRegister.Load(a2 + k), s2);
            s3 = TRegister.MultiplyAdd(x, TRegister.Load(a3 + k), s3);
            s4 = TRegister.MultiplyAdd(x, TRegister.Load(a4 + k), s4);
            s5 = TRegister.MultiplyAdd(x, TRegister.Load(a5 + k), s5);
            s6 = TRegister.MultiplyAdd(x, TRegister.Load(a6 + k), s6);
            s7 = TRegister.MultiplyAdd(x, TRegister.Load(a7 + k), s7);
        }

        if (k < depth)
        {
            var rest = depth - k;
            var x = TRegister.Load(b + k, rest);
            s0 = TRegister.MultiplyAdd(x, TRegister.Load(a + k, rest), s0);
            s1 = TRegister.MultiplyAdd(x, TRegister.Load(a1 + k, rest), s1);
            s2 = TRegister.MultiplyAdd(x, TRegister.Load(a2 + k, rest), s2);
            s3 = TRegister.MultiplyAdd(x, TRegister.Load(a3 + k, rest), s3);
            s4 = TRegister.MultiplyAdd(x, TRegister.Load(a4 + k, rest), s4);
            s5 = TRegister.MultiplyAdd(x, TRegister.Load(a5 + k, rest), s5);
            s6 = TRegister.MultiplyAdd(x, TRegister.Load(a6 + k, rest), s6);
            s7 = TRegister.MultiplyAdd(x, TRegister.Load(a7 + k, rest), s7);
        }

        var factor = Vector128.Create(alpha);
        Put(factor * TRegister.SumFour(s0, s1, s2, s3), rows, c, cRow, accumulate);
        if (rows > Together)
            Put(factor * TRegister.SumFour(s4, s5, s6, s7), rows - Together, c + Together * cRow, cRow, accumulate);
    }

    /// <summary>Down a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector128<float> sums, int rows, float* c, nint cRow, bool accumulate)
    {
        if (cRow == 1 && rows >= Together)
        {
            (accumulate ? Vector128.Load(c) + sums : sums).Store(c);
            return;
        }

        for (var i = 0; i < rows && i < Together; i++, c += cRow)
            *c = accumulate ? *c + sums[i] : sums[i];
    }
}
