using System.Runtime.CompilerServices;

namespace Assay.Learning.Kernels.Products;

/// <summary>The tiles of one register width by their size.</summary>
internal static unsafe class GemmTiles<TVector, TRegister>
    where TVector : struct
    where TRegister : struct, ITileRegister<TVector>
{
    private const int MostTileFloats = 12 * 3 * 16;

    /// <summary>Computes a tile of 1 … 12 rows whose last register may be partly outside of C; nothing outside is touched.</summary>
    /// <param name="call">The tile.</param>
    /// <param name="rows">Rows, at most <see cref="ITileRegister{TVector}.Rows"/>.</param>
    /// <param name="columns">Columns of C, 1 … three registers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(TileCall* call, int rows, int columns)
    {
        var registers = Gemm.Ratio(columns, TRegister.Count);
        if (registers * TRegister.Count == columns)
            Of(rows, registers)(call);
        else
            RunPartly(call, rows, columns, registers);
    }

    /// <summary>The product goes to a tile of its own first, from where the columns that exist are copied or added.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPartly(TileCall* call, int rows, int columns, int registers)
    {
        var width = registers * TRegister.Count;
        var tile = stackalloc float[MostTileFloats];
        var inner = *call;
        inner.C = tile;
        inner.CRow = width;
        inner.Accumulate = false;
        Of(rows, registers)(&inner);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j += TRegister.Count)
            {
                var count = Math.Min(TRegister.Count, columns - j);
                var to = call->C + i * call->CRow + j;
                var value = TRegister.Load(tile + i * width + j);
                TRegister.Store(to, call->Accumulate ? TRegister.Add(value, TRegister.Load(to, count)) : value, count);
            }
        }
    }

    /// <summary>The tile of 1 … 12 rows and 1 … 3 registers; which of them keep their sums in registers says <see cref="ITileRegister{TVector}.Rows"/>.</summary>
    private static delegate*<TileCall*, void> Of(int rows, int registers) => registers switch
    {
        1 => OfRows<TileSize.Of1>(rows),
        2 => OfRows<TileSize.Of2>(rows),
        _ => OfRows<TileSize.Of3>(rows),
    };

    private static delegate*<TileCall*, void> OfRows<TRegisters>(int rows)
        where TRegisters : struct, ITileSize => rows switch
        {
            1 => &GemmTile<TVector, TRegister, TileSize.Of1, TRegisters>.Run,
            2 => &GemmTile<TVector, TRegister, TileSize.Of2, TRegisters>.Run,
            3 => &GemmTile<TVector, TRegister, TileSize.Of3, TRegisters>.Run,
            4 => &GemmTile<TVector, TRegister, TileSize.Of4, TRegisters>.Run,
            5 => &GemmTile<TVector, TRegister, TileSize.Of5, TRegisters>.Run,
            6 => &GemmTile<TVector, TRegister, TileSize.Of6, TRegisters>.Run,
            7 => &GemmTile<TVector, TRegister, TileSize.Of7, TRegisters>.Run,
            8 => &GemmTile<TVector, TRegister, TileSize.Of8, TRegisters>.Run,
            9 => &GemmTile<TVector, TRegister, TileSize.Of9, TRegisters>.Run,
            10 => &GemmTile<TVector, TRegister, TileSize.Of10, TRegisters>.Run,
            11 => &GemmTile<TVector, TRegister, TileSize.Of11, TRegisters>.Run,
            _ => &GemmTile<TVector, TRegister, TileSize.Of12, TRegisters>.Run,
        };
}
