using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Assay.Learning.Kernels.Products;

/// <summary>Copies of factors in the order in which tiles read them.</summary>
internal static unsafe class GemmPacking<TVector, TRegister>
    where TVector : struct
    where TRegister : struct, ITileRegister<TVector>
{
    /// <summary>Registers that are packed from one row of B before the next row.</summary>
    private const int GroupRegisters = 8;

    /// <summary>Rows of B by which memory is asked ahead: its pieces are on pages of their own, which processors do not foresee.</summary>
    private const int RowsAhead = 8;

    /// <summary>Floats of a cache line.</summary>
    private const int LineFloats = 16;

    /// <summary>
    /// Panels of B for tiles <paramref name="registers"/> wide, one after another: in each, row k holds B[k, j] … in whole registers, zeros beyond the last column.
    /// The last panel is as many registers wide as its columns need.
    /// </summary>
    /// <param name="source">B[0, 0].</param>
    /// <param name="rowStep">Floats from B[k, j] to B[k + 1, j]; it or <paramref name="columnStep"/> must be 1.</param>
    /// <param name="columnStep">Floats from B[k, j] to B[k, j + 1].</param>
    /// <param name="depth">Rows, K.</param>
    /// <param name="columns">Columns, 0 or more.</param>
    /// <param name="registers">Registers across a panel.</param>
    /// <param name="destination">Room for depth rows of the columns rounded up to whole registers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panels(float* source, nint rowStep, nint columnStep, int depth, int columns, int registers, float* destination)
    {
        var width = registers * TRegister.Count;
        var first = 0;
        if (columnStep == 1)
        {
            // Several panels at once where there are, so that rows of B are read in longer pieces.
            for (; first + GroupRegisters * TRegister.Count <= columns && GroupRegisters % registers == 0; first += GroupRegisters * TRegister.Count)
                CopyGroup(source + first, rowStep, depth, width, destination + (nint)first * depth);
        }

        for (; first < columns; first += width)
        {
            var to = destination + (nint)first * depth;
            var panelWidth = Gemm.Rounded(Math.Min(width, columns - first), TRegister.Count);
            for (var j = 0; j < panelWidth; j += TRegister.Count)
            {
                var count = Math.Min(TRegister.Count, columns - first - j);
                if (columnStep == 1)
                    CopyRows(source + first + j, rowStep, depth, count, to + j, panelWidth);
                else
                    Transpose(source + (first + j) * columnStep, columnStep, count, depth, to + j, panelWidth, isFollowed: first + j + 2 * TRegister.Count <= columns);
            }
        }
    }

    /// <summary>destination[c, r] = source[r, c] for up to a register of rows, zero for the rows that are missing to a whole register.</summary>
    /// <param name="source">source[0, 0].</param>
    /// <param name="sourceStep">Floats from a row of the source to the next.</param>
    /// <param name="rows">Rows of the source, at most a register of them.</param>
    /// <param name="columns">Columns of the source.</param>
    /// <param name="destination">Rows of whole registers.</param>
    /// <param name="destinationStep">Floats from a row of the destination to the next.</param>
    /// <param name="isFollowed">Whether the next register of rows comes after this one: it is asked for ahead, as rows on pages of their own are not foreseen.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* source, nint sourceStep, int rows, int columns, float* destination, nint destinationStep, bool isFollowed = false)
    {
        var c = 0;
        if (rows == TRegister.Count)
        {
            for (; c + 4 <= columns; c += 4)
            {
                if (isFollowed && Sse.IsSupported && c % LineFloats == 0)
                {
                    var ahead = source + TRegister.Count * sourceStep + c;
                    for (var r = 0; r < TRegister.Count; r++, ahead += sourceStep)
                        Sse.Prefetch1(ahead);
                }

                TRegister.TransposeFour(source + c, sourceStep, TRegister.Count, destination + c * destinationStep, destinationStep);
            }
        }

        for (; c + 4 <= columns; c += 4)
            TRegister.TransposeFour(source + c, sourceStep, rows, destination + c * destinationStep, destinationStep);
        for (; c < columns; c++)
        {
            var to = destination + c * destinationStep;
            for (var r = 0; r < TRegister.Count; r++)
                to[r] = r < rows ? source[r * sourceStep + c] : 0;
        }
    }

    /// <summary>Copies <paramref name="rows"/> rows of <paramref name="columns"/> floats, any number of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(float* source, nint sourceStep, int rows, int columns, float* destination, nint destinationStep)
    {
        for (var r = 0; r < rows; r++)
        {
            var from = source + r * sourceStep;
            var to = destination + r * destinationStep;
            var c = 0;
            for (; c + TRegister.Count <= columns; c += TRegister.Count)
                TRegister.Store(to + c, TRegister.Load(from + c));
            if (c < columns)
                TRegister.Store(to + c, TRegister.Load(from + c, columns - c), columns - c);
        }
    }

    /// <summary>Whole panels of together <see cref="GroupRegisters"/> registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyGroup(float* source, nint sourceStep, int rows, int panelWidth, float* destination)
    {
        for (var r = 0; r < rows; r++)
        {
            var from = source + r * sourceStep;
            var to = destination + (nint)r * panelWidth;
            var ahead = from + Math.Min(RowsAhead, rows - 1 - r) * sourceStep;
            for (var first = 0; first < GroupRegisters * TRegister.Count; first += panelWidth)
            {
                for (var j = 0; j < panelWidth; j += TRegister.Count)
                {
                    if (Sse.IsSupported)
                        Sse.Prefetch0(ahead + first + j);
                    TRegister.Store(to + j, TRegister.Load(from + first + j));
                }

                to += (nint)rows * panelWidth;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(float* source, nint sourceStep, int rows, int count, float* destination, nint destinationStep)
    {
        if (count == TRegister.Count)
        {
            for (var r = 0; r < rows; r++)
                TRegister.Store(destination + r * destinationStep, TRegister.Load(source + r * sourceStep));
            return;
        }

        for (var r = 0; r < rows; r++)
            TRegister.Store(destination + r * destinationStep, TRegister.Load(source + r * sourceStep, count));
    }
}
