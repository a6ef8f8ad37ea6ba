using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Learning.Kernels.Products;

/// <summary>
/// Products small enough for the first caches, as attention heads are: on the calling thread, without packing.
/// C[M × N] = alpha · A · B, or that added to C. A has any row and column step, so that Aᵀ costs nothing; rows of B lie in one piece.
/// </summary>
internal static unsafe class SmallGemm
{
    /// <summary>Floats to which rows of B are padded with zeros when they are packed: the widest register.</summary>
    public const int Padding = 16;

    /// <summary>Bytes of A from which its next rows are asked for ahead: smaller ones are taken to be in the first-level cache.</summary>
    private const long FetchedBytes = 16 * 1024;

    /// <param name="width">Registers; must be supported by the machine.</param>
    /// <param name="m">Rows of C; 0 or more.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="k">Products per element; 0 gives zeros.</param>
    /// <param name="alpha">Factor of the product, not of what C held.</param>
    /// <param name="a">A[0, 0].</param>
    /// <param name="rowStep">Floats from A[i, k] to A[i + 1, k].</param>
    /// <param name="columnStep">Floats from A[i, k] to A[i, k + 1].</param>
    /// <param name="b">B[0, 0].</param>
    /// <param name="bStride">Floats from a row of B to the next.</param>
    /// <param name="padded">Whether each row of B, the last one too, may be read up to a multiple of <see cref="Padding"/> floats; without it nothing beyond N is read.</param>
    /// <param name="c">C[0, 0]; nothing beyond N columns is touched.</param>
    /// <param name="cStride">Floats from a row of C to the next.</param>
    /// <param name="accumulate">Whether to add to C instead of replacing it.</param>
    public static void Multiply(
        SimdWidth width, int m, int n, int k, float alpha, float* a, nint rowStep, nint columnStep, float* b, nint bStride, bool padded, float* c, nint cStride, bool accumulate)
    {
        switch (width)
        {
            case SimdWidth.Bits512:
                Multiply<Vector512<float>, TileRegister512>(m, n, k, alpha, a, rowStep, columnStep, b, bStride, padded, c, cStride, accumulate);
                break;
            case SimdWidth.Bits256:
                Multiply<Vector256<float>, TileRegister256>(m, n, k, alpha, a, rowStep, columnStep, b, bStride, padded, c, cStride, accumulate);
                break;
            default:
                Multiply<Vector128<float>, TileRegister128>(m, n, k, alpha, a, rowStep, columnStep, b, bStride, padded, c, cStride, accumulate);
                break;
        }
    }

    /// <summary>
    /// C[M × N] = alpha · A · Bᵀ, or that added to C, with the rows of A and of B in one piece: without <see cref="PackTransposed(SimdWidth, float*, nint, int, int, float*, nint)"/>,
    /// which pays from some eight columns on.
    /// </summary>
    /// <inheritdoc cref="Multiply(SimdWidth, int, int, int, float, float*, nint, nint, float*, nint, bool, float*, nint, bool)" path="/param" />
    public static void MultiplyRows(SimdWidth width, int m, int n, int k, float alpha, float* a, nint rowStep, float* b, nint bStride, float* c, nint cStride, bool accumulate)
    {
        switch (width)
        {
            case SimdWidth.Bits512:
                GemmDots<Vector512<float>, TileRegister512>.Run(a, rowStep, m, b, bStride, n, k, alpha, c, cStride, accumulate);
                break;
            case SimdWidth.Bits256:
                GemmDots<Vector256<float>, TileRegister256>.Run(a, rowStep, m, b, bStride, n, k, alpha, c, cStride, accumulate);
                break;
            default:
                GemmDots<Vector128<float>, TileRegister128>.Run(a, rowStep, m, b, bStride, n, k, alpha, c, cStride, accumulate);
                break;
        }
    }

    /// <summary>
    /// destination[k, j] = source[j, k]: rows of K floats become the columns of B, and rows of <paramref name="destination"/> are filled with zeros up to a multiple of
    /// <see cref="Padding"/>, so that <c>padded</c> holds for it.
    /// </summary>
    /// <param name="width">Registers; must be supported by the machine.</param>
    /// <param name="source">n rows of k floats.</param>
    /// <param name="sourceStride">Floats from a row of the source to the next.</param>
    /// <param name="n">Rows of the source.</param>
    /// <param name="k">Columns of the source.</param>
    /// <param name="destination">k rows.</param>
    /// <param name="destinationStride">Floats from a row of the destination to the next, at least n rounded up to a multiple of <see cref="Padding"/>.</param>
    public static void PackTransposed(SimdWidth width, float* source, nint sourceStride, int n, int k, float* destination, nint destinationStride)
    {
        switch (width)
        {
            case SimdWidth.Bits512:
                PackTransposed<Vector512<float>, TileRegister512>(source, sourceStride, n, k, destination, destinationStride);
                break;
            case SimdWidth.Bits256:
                PackTransposed<Vector256<float>, TileRegister256>(source, sourceStride, n, k, destination, destinationStride);
                break;
            default:
                PackTransposed<Vector128<float>, TileRegister128>(source, sourceStride, n, k, destination, destinationStride);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackTransposed<TVector, TRegister>(float* source, nint sourceStride, int n, int k, float* destination, nint destinationStride)
        where TVector : struct
        where TRegister : struct, ITileRegister<TVector>
    {
        var end = Gemm.Rounded(n, Padding);
        for (var j = 0; j < end; j += TRegister.Count)
        {
            var rows = Math.Clamp(n - j, 0, TRegister.Count);
            GemmPacking<TVector, TRegister>.Transpose(source + j * sourceStride, sourceStride, rows, k, destination + j, destinationStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TVector, TRegister>(
        int m, int n, int k, float alpha, float* a, nint rowStep, nint columnStep, float* b, nint bStride, bool padded, float* c, nint cStride, bool accumulate)
        where TVector : struct
        where TRegister : struct, ITileRegister<TVector>
    {
        if (m == 0 || n == 0)
            return;
        if (rowStep == 1 && n <= TRegister.Count && k > 0)
        {
            var turned = Turned<TVector, TRegister>(m, n, k, alpha, a, columnStep, b, bStride, c, cStride, accumulate);
            m -= turned;
            a += turned;
            c += turned * cStride;
            if (m == 0)
                return;
        }

        TileCall call = default;
        call.ARow = rowStep * sizeof(float);
        call.AStep = columnStep * sizeof(float);
        call.BStep = bStride * sizeof(float);
        call.CRow = cStride;
        call.Alpha = alpha;
        call.Depth = k;
        call.Accumulate = accumulate;

        // Whole registers that can be read where they are, in tiles of two and three.
        var readable = padded ? Gemm.Ratio(n, TRegister.Count) : n / TRegister.Count;
        for (var first = 0; first < readable;)
        {
            var left = readable - first;
            var registers = left == 4 ? 2 : Math.Min(left, 3);
            call.A = (byte*)a;
            call.B = (byte*)(b + first * TRegister.Count);
            call.C = c + first * TRegister.Count;
            Column<TVector, TRegister>(ref call, m, Math.Min(registers * TRegister.Count, n - first * TRegister.Count), first == 0);
            first += registers;
        }

        if (readable * TRegister.Count < n)
            Tail<TVector, TRegister>(ref call, m, n - readable * TRegister.Count, n, k, a, b + readable * TRegister.Count, bStride, c + readable * TRegister.Count);
    }

    /// <summary>
    /// As many rows of a narrow C as whole registers hold, as Cᵀ = Bᵀ · Aᵀ where rows of Aᵀ lie in one piece: registers are full, and each number of B that is spread over
    /// one serves two. Sums are made in the same order as otherwise.
    /// </summary>
    /// <returns>Rows of C that are done.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Turned<TVector, TRegister>(
        int m, int n, int k, float alpha, float* a, nint columnStep, float* b, nint bStride, float* c, nint cStride, bool accumulate)
        where TVector : struct
        where TRegister : struct, ITileRegister<TVector>
    {
        const int Registers = 2;
        var tile = stackalloc float[Padding * Registers * Padding];
        var rows = stackalloc float[4 * Padding];
        TileCall call = default;
        call.ARow = sizeof(float);
        call.AStep = bStride * sizeof(float);
        call.BStep = columnStep * sizeof(float);
        call.Alpha = alpha;
        call.Depth = k;
        var done = 0;
        while (m - done >= TRegister.Count)
        {
            var width = Math.Min((m - done) / TRegister.Count, Registers) * TRegister.Count;
            call.B = (byte*)(a + done);
            call.CRow = width;
            var tall = TRegister.Rows(Registers);
            for (var j = 0; j < n; j += tall)
            {
                call.A = (byte*)(b + j);
                call.C = tile + j * width;
                GemmTiles<TVector, TRegister>.Run(&call, Math.Min(tall, n - j), width);
            }

            for (var i = 0; i < width; i += 4, done += 4)
            {
                TRegister.TransposeFour(tile + i, width, n, rows, TRegister.Count);
                for (var r = 0; r < 4; r++)
                {
                    var to = c + (done + r) * cStride;
                    var value = TRegister.Load(rows + r * TRegister.Count);
                    TRegister.Store(to, accumulate ? TRegister.Add(value, TRegister.Load(to, n)) : value, n);
                }
            }
        }

        return done;
    }

    /// <summary>The columns beyond the last whole register of unpadded rows, by way of a copy that has whole ones.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tail<TVector, TRegister>(ref TileCall call, int m, int n, int columns, int k, float* a, float* b, nint bStride, float* c)
        where TVector : struct
        where TRegister : struct, ITileRegister<TVector>
    {
        const int CopiedRows = 256;
        var copy = stackalloc float[CopiedRows * Padding];
        var start = 0;
        do
        {
            var depth = Math.Min(CopiedRows, k - start);
            GemmPacking<TVector, TRegister>.Panels(b + start * bStride, bStride, 1, depth, n, 1, copy);
            call.A = (byte*)a + start * call.AStep;
            call.B = (byte*)copy;
            call.BStep = TRegister.Count * sizeof(float);
            call.C = c;
            call.Depth = depth;
            call.Accumulate |= start > 0;
            Column<TVector, TRegister>(ref call, m, n, first: n == columns);
            start += depth;
        }
        while (start < k);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Column<TVector, TRegister>(ref TileCall call, int m, int columns, bool first)
        where TVector : struct
        where TRegister : struct, ITileRegister<TVector>
    {
        fixed (TileCall* tile = &call)
        {
            var strips = Gemm.Ratio(m, TRegister.Rows(Gemm.Ratio(columns, TRegister.Count)));
            var (least, taller) = Math.DivRem(m, strips);
            var fetches = first && (long)m * tile->Depth * sizeof(float) >= FetchedBytes;
            for (var s = 0; s < strips; s++)
            {
                var rows = s < taller ? least + 1 : least;
                if (fetches && s + 1 < strips)
                    Fetch(tile->A + rows * tile->ARow, tile->ARow, tile->AStep, rows, tile->Depth);
                GemmTiles<TVector, TRegister>.Run(tile, rows, columns);
                tile->A += rows * tile->ARow;
                tile->C += rows * tile->CRow;
            }
        }
    }

    /// <summary>Asks for the part of A that comes next: it may lie in caches that are far away, whose latency a tile's arithmetic covers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fetch(byte* a, nint rowStep, nint columnStep, nint rows, nint depth)
    {
        const int Line = 64;
        if (!Sse.IsSupported)
            return;
        var (length, steps, step) = columnStep == sizeof(float) ? (depth, rows, rowStep) : (rows, depth, columnStep);
        for (; steps > 0; steps--, a += step)
        {
            for (nint at = 0; at < length * sizeof(float); at += Line)
                Sse.Prefetch0(a + at);
        }
    }
}
