using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Learning.Kernels.Products;

/// <summary>Which <see cref="GemmBlocks{TVector, TRegister}"/> computes the parts of a product.</summary>
internal static unsafe class GemmBlocks
{
    public static delegate*<void*, int, int, void> Of(SimdWidth width) => width switch
    {
        SimdWidth.Bits512 => &GemmBlocks<Vector512<float>, TileRegister512>.Part,
        SimdWidth.Bits256 => &GemmBlocks<Vector256<float>, TileRegister256>.Part,
        _ => &GemmBlocks<Vector128<float>, TileRegister128>.Part,
    };
}

/// <summary>
/// The blocked product on one thread, after Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008):
/// a block of B is packed into panels for the second-level cache, strips of A run over each panel while it is in the first.
/// </summary>
internal static unsafe class GemmBlocks<TVector, TRegister>
    where TVector : struct
    where TRegister : struct, ITileRegister<TVector>
{
    /// <summary>Products of a block along K: a panel of B, 32 KB at 512 bits, and a strip of A, 12 KB, share the first-level cache.</summary>
    private const int BlockDepth = 256;

    /// <summary>Rows of A and columns of B in a block: 420 KB and 1 MB at the most, in a second-level cache of 2 MB or a larger one behind it.</summary>
    private const int BlockRows = 384;

    private const int BlockColumns = 1024;

    /// <summary>Registers across a panel.</summary>
    private const int PanelRegisters = 2;

    /// <summary>Floats between packed rows of A beyond their length, so that rows a power of two long do not fall on the same cache sets.</summary>
    private const int RowPadding = 16;

    /// <summary>Columns beyond whole registers that are summed along K instead of in a tile that they would leave nearly empty.</summary>
    private const int MostDots = 4;

    /// <summary>Columns from which a packed copy of A pays: fewer read it too seldom.</summary>
    private const int PackedColumns = 192;

    /// <summary>One part of a <see cref="GemmJob"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Part(void* state, int part, int thread)
    {
        var job = (GemmJob*)state;
        var row = part % job->PartsDown * job->PartRows;
        var column = part / job->PartsDown * job->PartColumns;
        var rows = Math.Min(job->PartRows, job->M - row);
        var columns = Math.Min(job->PartColumns, job->N - column);

        var width = PanelRegisters * TRegister.Count;
        var dots = column + columns == job->N ? Dots(job) : 0;
        columns -= dots;
        var depthStep = Even(job->K, BlockDepth, 8);
        var rowStep = Even(rows, BlockRows, TRegister.Rows(PanelRegisters));
        var columnStep = Even(columns, BlockColumns, width);
        var packedA = job->AColumn != 1 || columns >= PackedColumns;
        var floatsB = (nuint)Gemm.Rounded(columnStep, width) * (nuint)depthStep;
        var floatsA = packedA ? (nuint)rowStep * (nuint)(depthStep + RowPadding) : 0;
        var panels = (float*)Workers.From(job->Workers).Scratch(thread, (floatsA + floatsB + (nuint)dots * (nuint)depthStep) * sizeof(float));
        var strips = panels + floatsB;
        var dotted = strips + floatsA;

        var n = 0;
        do
        {
            var blockColumns = Math.Min(columnStep, columns - n);
            var blockDots = n + blockColumns == columns ? dots : 0;
            var k = 0;
            do
            {
                var depth = Math.Min(depthStep, job->K - k);
                GemmPacking<TVector, TRegister>.Panels(
                    job->B + k * job->BRow + (column + n) * job->BColumn, job->BRow, job->BColumn, depth, blockColumns, PanelRegisters, panels);
                if (blockDots > 0)
                    Columns(job->B + k * job->BRow + (column + columns) * job->BColumn, job->BRow, job->BColumn, depth, blockDots, dotted);
                for (var m = 0; m < rows; m += rowStep)
                {
                    var blockRows = Math.Min(rowStep, rows - m);
                    Block(job, row + m, blockRows, k, depth, column + n, blockColumns, panels, packedA ? strips : null);
                    if (blockDots > 0)
                    {
                        GemmDots<TVector, TRegister>.Run(
                            job->A + (row + m) * job->ARow + k, job->ARow, blockRows, dotted, depth, blockDots, depth, 1,
                            job->C + (row + m) * job->CRow + column + columns, job->CRow, job->Accumulate || k > 0);
                    }

                    if (k + depth == job->K && job->Epilogue.Apply != null)
                        Finish(job, row + m, blockRows, column + n, blockColumns + blockDots);
                }

                k += depth;
            }
            while (k < job->K);
            n += columnStep;
        }
        while (n < columns);
    }

    /// <summary>How many of the last columns are summed along K: the same ones however threads divide the product.</summary>
    private static int Dots(GemmJob* job)
    {
        var beyond = job->N % TRegister.Count;
        return job->AColumn == 1 && beyond <= Math.Min(MostDots, TRegister.Count / 2) ? beyond : 0;
    }

    /// <summary>Columns of B as rows in one piece.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns(float* source, nint rowStep, nint columnStep, int depth, int columns, float* destination)
    {
        for (var j = 0; j < columns; j++, source += columnStep, destination += depth)
        {
            for (var k = 0; k < depth; k++)
                destination[k] = source[k * rowStep];
        }
    }

    /// <summary>C block (+)= A block · packed B block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(GemmJob* job, int row, int rows, int k, int depth, int column, int columns, float* panels, float* strips)
    {
        var tall = TRegister.Rows(PanelRegisters);
        var stripCount = Gemm.Ratio(rows, tall);
        var a = job->A + row * job->ARow + k * job->AColumn;
        TileCall call = default;
        call.ARow = job->ARow * sizeof(float);
        call.AStep = job->AColumn * sizeof(float);
        call.Depth = depth;
        call.CRow = job->CRow;
        call.Alpha = 1;
        call.Accumulate = job->Accumulate || k > 0;
        var rowMajor = job->AColumn == 1;
        if (strips != null)
        {
            // Rows keep their order where memory holds rows of A; where it holds columns, strips hold short rows of one column each.
            for (var s = 0; s < stripCount; s++)
            {
                var (first, count) = Strip(s, stripCount, rows);
                if (rowMajor)
                    GemmPacking<TVector, TRegister>.Rows(a + first * job->ARow, job->ARow, count, depth, strips + first * (depth + RowPadding), depth + RowPadding);
                else
                    GemmPacking<TVector, TRegister>.Rows(a + first, job->AColumn, depth, count, strips + first * (depth + RowPadding), count);
            }

            call.ARow = (rowMajor ? depth + RowPadding : 1) * sizeof(float);
        }

        var width = PanelRegisters * TRegister.Count;
        for (var j = 0; j < columns; j += width)
        {
            var columnCount = Math.Min(width, columns - j);
            var registers = Gemm.Ratio(columnCount, TRegister.Count);
            call.BStep = registers * TRegister.Count * sizeof(float);
            for (var s = 0; s < stripCount; s++)
            {
                var (first, count) = Strip(s, stripCount, rows);
                if (strips == null)
                {
                    call.A = (byte*)(a + first * job->ARow);
                }
                else
                {
                    call.A = (byte*)(strips + first * (depth + RowPadding));
                    if (!rowMajor)
                        call.AStep = count * sizeof(float);
                }

                call.B = (byte*)(panels + (nint)j * depth);
                call.C = job->C + (row + first) * job->CRow + column + j;
                GemmTiles<TVector, TRegister>.Run(&call, count, columnCount);
            }
        }
    }

    private static void Finish(GemmJob* job, int row, int rows, int column, int columns)
    {
        var c = job->C + row * job->CRow + column;
        if (job->Flipped)
            job->Epilogue.Apply(job->Epilogue.State, c, 1, column, columns, row, rows);
        else
            job->Epilogue.Apply(job->Epilogue.State, c, job->CRow, row, rows, column, columns);
    }

    /// <summary>Strips as even as can be: a thin one at the end would wait for its sums more than it adds.</summary>
    private static (int First, int Count) Strip(int strip, int strips, int rows)
    {
        var (least, taller) = Math.DivRem(rows, strips);
        return (strip * least + Math.Min(strip, taller), strip < taller ? least + 1 : least);
    }

    /// <summary>The length of blocks that divide <paramref name="total"/> evenly, at most <paramref name="limit"/>, in whole units.</summary>
    private static int Even(int total, int limit, int unit) => total == 0 ? unit : Gemm.Rounded(Gemm.Ratio(total, Gemm.Ratio(total, limit)), unit);
}
