namespace Assay.Learning.Kernels;

/// <summary>Copies of factors in the order in which tiles read them.</summary>
internal static unsafe class GemmPacking<TVector, TRegister>
    where TVector : struct
    where TRegister : struct, ITileRegister<TVector>
{
    /// <summary>
    /// A panel of B for tiles <paramref name="registers"/> wide: destination[k, j] = B[k, j] for j &lt; columns, zero beyond, rows one after another.
    /// </summary>
    /// <param name="source">B[0, 0].</param>
    /// <param name="rowStep">Floats from B[k, j] to B[k + 1, j]; 1 or <paramref name="columnStep"/> must be 1.</param>
    /// <param name="columnStep">Floats from B[k, j] to B[k, j + 1].</param>
    /// <param name="depth">Rows, K.</param>
    /// <param name="columns">Columns that exist, 1 … registers · register length.</param>
    /// <param name="registers">Registers across the panel.</param>
    /// <param name="destination">Room for depth · registers · register length floats.</param>
    public static void Panel(float* source, nint rowStep, nint columnStep, int depth, int columns, int registers, float* destination)
    {
        var width = registers * TRegister.Count;
        for (var j = 0; j < registers; j++)
        {
            var count = Math.Min(TRegister.Count, columns - j * TRegister.Count);
            var from = source + j * TRegister.Count * columnStep;
            var to = destination + j * TRegister.Count;
            if (columnStep == 1)
                CopyRows(from, rowStep, depth, count, to, width);
            else
                Transpose(from, columnStep, count, depth, to, width);
        }
    }

    /// <summary>destination[c, r] = source[r, c] for up to a register of rows, zero for the rows that are missing to a whole register.</summary>
    public static void Transpose(float* source, nint sourceStep, int rows, int columns, float* destination, nint destinationStep)
    {
        var c = 0;
        if (rows == TRegister.Count)
        {
            for (; c + 4 <= columns; c += 4)
                TRegister.TransposeFour(source + c, sourceStep, destination + c * destinationStep, destinationStep);
        }

        for (; c < columns; c++)
        {
            var to = destination + c * destinationStep;
            for (var r = 0; r < rows; r++)
                to[r] = source[r * sourceStep + c];
            for (var r = rows; r < TRegister.Count; r++)
                to[r] = 0;
        }
    }

    /// <summary>Copies <paramref name="rows"/> rows of <paramref name="columns"/> floats, any number of them.</summary>
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
