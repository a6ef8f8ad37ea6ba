using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Learning.Kernels.Products;

/// <summary>Sums over the rows of a matrix, as the gradient of a bias is one. The order of additions depends on the matrix alone, not on threads or width.</summary>
internal static unsafe class ColumnSums
{
    /// <summary>Rows that are added one after another; the sums of such chunks are added in their order.</summary>
    private const int ChunkRows = 512;

    /// <summary>Columns of a part.</summary>
    private const int PartColumns = 256;

    /// <summary>sums[j] = Σ matrix[i, j] over the rows i, or that added to sums; no rows give zeros.</summary>
    /// <param name="workers">The threads; not inside one of their jobs that uses scratch memory.</param>
    /// <param name="width">Registers; must be supported by the machine.</param>
    /// <param name="matrix">First element of rows × columns.</param>
    /// <param name="stride">Elements from a row to the next.</param>
    /// <param name="rows">0 or more.</param>
    /// <param name="columns">0 or more.</param>
    /// <param name="sums">As many as columns.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="sums"/> holds.</param>
    public static void Add(Workers workers, SimdWidth width, float* matrix, nint stride, int rows, int columns, float* sums, bool accumulate)
    {
        var chunks = Math.Max(1, Gemm.Ratio(rows, ChunkRows));
        var job = new Job { Matrix = matrix, Stride = stride, Rows = rows, Columns = columns, PartsAcross = Gemm.Ratio(columns, PartColumns) };
        // Chunks write to this thread's scratch; parts use none.
        job.Sums = (float*)workers.Scratch(0, (nuint)chunks * (nuint)columns * sizeof(float));
        workers.Run(chunks * job.PartsAcross, Of(width), &job);
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var from = new ReadOnlySpan<float>(job.Sums + (nint)chunk * columns, columns);
            var to = new Span<float>(sums, columns);
            if (chunk == 0 && !accumulate)
                from.CopyTo(to);
            else
                AddTo(from, to);
        }
    }

    /// <summary>The same sums in double precision, row after row.</summary>
    public static void Add(Workers workers, SimdWidth width, double* matrix, nint stride, int rows, int columns, double* sums, bool accumulate)
    {
        _ = (workers, width);
        for (var j = 0; j < columns; j++)
        {
            var sum = accumulate ? sums[j] : 0.0;
            for (var i = 0; i < rows; i++)
                sum += matrix[i * stride + j];
            sums[j] = sum;
        }
    }

    private static delegate*<void*, int, int, void> Of(SimdWidth width) => width switch
    {
        SimdWidth.Bits512 => &Part<Vector512<float>, TileRegister512>,
        SimdWidth.Bits256 => &Part<Vector256<float>, TileRegister256>,
        _ => &Part<Vector128<float>, TileRegister128>,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo(ReadOnlySpan<float> from, Span<float> to)
    {
        for (var j = 0; j < to.Length; j++)
            to[j] += from[j];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Part<TVector, TRegister>(void* state, int part, int thread)
        where TVector : struct
        where TRegister : struct, ITileRegister<TVector>
    {
        _ = thread;
        var job = (Job*)state;
        var (chunk, across) = Math.DivRem(part, job->PartsAcross);
        var firstRow = chunk * ChunkRows;
        var rows = Math.Min(ChunkRows, job->Rows - firstRow);
        var column = across * PartColumns;
        var end = Math.Min(column + PartColumns, job->Columns);
        var sums = job->Sums + (nint)chunk * job->Columns;
        var length = TRegister.Count;
        for (; column + 4 * length <= end; column += 4 * length)
        {
            TVector s0 = default, s1 = default, s2 = default, s3 = default;
            var row = job->Matrix + firstRow * job->Stride + column;
            for (var i = 0; i < rows; i++, row += job->Stride)
            {
                s0 = TRegister.Add(s0, TRegister.Load(row));
                s1 = TRegister.Add(s1, TRegister.Load(row + length));
                s2 = TRegister.Add(s2, TRegister.Load(row + 2 * length));
                s3 = TRegister.Add(s3, TRegister.Load(row + 3 * length));
            }

            TRegister.Store(sums + column, s0);
            TRegister.Store(sums + column + length, s1);
            TRegister.Store(sums + column + 2 * length, s2);
            TRegister.Store(sums + column + 3 * length, s3);
        }

        for (; column < end; column += length)
        {
            var count = Math.Min(length, end - column);
            TVector sum = default;
            var row = job->Matrix + firstRow * job->Stride + column;
            for (var i = 0; i < rows; i++, row += job->Stride)
                sum = TRegister.Add(sum, TRegister.Load(row, count));
            TRegister.Store(sums + column, sum, count);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Job
    {
        public float* Matrix;
        public nint Stride;
        public int Rows;
        public int Columns;
        public int PartsAcross;
        public float* Sums;
    }
}
