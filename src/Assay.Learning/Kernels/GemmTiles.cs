namespace Assay.Learning.Kernels;

/// <summary>The tiles of one register width by their size.</summary>
internal static unsafe class GemmTiles<TVector, TRegister>
    where TVector : struct
    where TRegister : struct, ITileRegister<TVector>
{
    /// <summary>The tile of 1 … 12 rows and 1 … 3 registers; which of them keep their sums in registers says <see cref="ITileRegister{TVector}.Rows"/>.</summary>
    public static delegate*<TileCall*, void> Of(int rows, int registers) => registers switch
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
