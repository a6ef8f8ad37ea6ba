namespace Assay.Learning.Kernels.Products;

/// <summary>
/// Matrix products C (+)= op(A) · op(B), row-major. Threads divide M and N, never K, and every element is summed in one order,
/// so that a result is the same bit for bit on any number of threads. Widths differ in the last bits.
/// </summary>
internal static unsafe partial class Gemm
{
    /// <summary>Work that is not worth dividing: about 40 microseconds of a core.</summary>
    private const double PartMultiplications = 1 << 22;

    /// <summary>Parts per thread, so that a thread that is held up leaves some of its share to the others; more would pack more.</summary>
    private const int PartsPerThread = 2;

    /// <summary>
    /// Elements of C above which a part may be halved so that threads balance. A part packs its own factors: rows + columns packed for rows · columns multiplied, which
    /// in parts of 96 × 96 costs a third of the time. Smaller ones are halved only until each thread has one.
    /// </summary>
    private const double BalancedPart = 2 * 256 * 256;

    private const int LeastPartRows = 48;
    private const int LeastPartColumns = 96;

    /// <summary>Columns that parts are a multiple of: a panel of the widest registers.</summary>
    private const int PartUnit = 32;

    /// <summary>C[M × N] = op(A)[M × K] · op(B)[K × N], or that added to C.</summary>
    /// <param name="workers">The threads; not inside one of their jobs that uses scratch memory.</param>
    /// <param name="width">Registers; must be supported by the machine.</param>
    /// <param name="a">Rows give M, columns K.</param>
    /// <param name="b">Rows give K, columns N.</param>
    /// <param name="c">First element of C, which overlaps neither factor; only its M × N elements are read or written.</param>
    /// <param name="stride">Elements from a row of C to the next, at least N.</param>
    /// <param name="accumulate">Whether to add to C instead of replacing it. With K = 0 the product is zero.</param>
    /// <param name="epilogue">Called for each finished block.</param>
    public static void Multiply(
        Workers workers, SimdWidth width, in GemmOperand<float> a, in GemmOperand<float> b, float* c, int stride, bool accumulate, in GemmEpilogue<float> epilogue = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Rows, a.Columns);
        if (a.Rows == 0 || b.Columns == 0)
            return;
        if (b.Columns == 1 && stride == 1 && a.Rows > 1 && a.Transposed)
            // A column of C that lies in one piece is a row of Cᵀ = op(B)ᵀ · op(A)ᵀ, which fills registers.
            Start(workers, width, b.Flipped, a.Flipped, c, a.Rows, accumulate, epilogue, flipped: true);
        else
            Start(workers, width, a, b, c, stride, accumulate, epilogue, flipped: false);
    }

    private static void Start(
        Workers workers,
        SimdWidth width,
        in GemmOperand<float> a,
        in GemmOperand<float> b,
        float* c,
        int stride,
        bool accumulate,
        in GemmEpilogue<float> epilogue,
        bool flipped)
    {
        var job = new GemmJob
        {
            A = a.Data,
            ARow = a.RowStep,
            AColumn = a.ColumnStep,
            B = b.Data,
            BRow = b.RowStep,
            BColumn = b.ColumnStep,
            C = c,
            CRow = stride,
            M = a.Rows,
            N = b.Columns,
            K = a.Columns,
            Accumulate = accumulate,
            Flipped = flipped,
            Epilogue = epilogue,
            PartRows = a.Rows,
            PartColumns = b.Columns,
            Workers = workers.Handle,
        };
        Divide(ref job, workers.Count);
        job.PartsDown = Ratio(job.M, job.PartRows);
        var parts = job.PartsDown * Ratio(job.N, job.PartColumns);
        workers.Run(parts, GemmBlocks.Of(width), &job);
    }

    /// <summary>Halves parts along their longer side until each thread has some, or they are too small to be worth it.</summary>
    private static void Divide(ref GemmJob job, int threads)
    {
        if (threads == 1)
            return;
        while ((double)job.PartRows * job.PartColumns * job.K > PartMultiplications)
        {
            var parts = (long)Ratio(job.M, job.PartRows) * Ratio(job.N, job.PartColumns);
            var wanted = (double)job.PartRows * job.PartColumns < BalancedPart ? threads : PartsPerThread * threads;
            if (parts >= wanted)
                return;
            // Halving rows packs B once more, halving columns packs A (or reads it) once more: the longer side is the cheaper one.
            if (job.PartColumns >= job.PartRows && job.PartColumns >= 2 * LeastPartColumns)
                job.PartColumns = Rounded(Ratio(job.PartColumns, 2), PartUnit);
            else if (job.PartRows >= 2 * LeastPartRows)
                job.PartRows = Rounded(Ratio(job.PartRows, 2), 12);
            else if (job.PartColumns >= 2 * LeastPartColumns)
                job.PartColumns = Rounded(Ratio(job.PartColumns, 2), PartUnit);
            else
                return;
        }
    }

    internal static int Ratio(int value, int divisor) => (int)(((long)value + divisor - 1) / divisor);

    internal static int Rounded(int value, int unit) => Ratio(value, unit) * unit;
}
