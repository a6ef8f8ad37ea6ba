using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Assay.Learning.Kernels;
using Assay.Learning.Kernels.Products;

namespace Assay.Benchmarks.Kernels;

/// <summary>
/// Matrix products of training steps against OpenBLAS, in turns, so that other work on the machine meets both. One thread is timed by its own processor time,
/// several by the clock. An OpenBLAS older than the processor takes its oldest kernels, and the first line ends in Prescott:
/// OPENBLAS_CORETYPE=SkylakeX in the environment gives it those for AVX-512. Its threads ask for work during 2^28 ticks after a product, a tenth of a second in which
/// they would take a core from ours; with OPENBLAS_THREAD_TIMEOUT=20 they ask for half a millisecond, longer than there is between its own products.
/// </summary>
internal static unsafe class GemmSpeed
{
    private const int Rounds = 41;
    private const double SampleSeconds = 0.002;
    private const int ThreadCpuClock = 3;

    /// <summary>Longer than OpenBLAS's threads, told as above, go on asking for work after a product and take a core from whoever comes next.</summary>
    private const int RivalSpinMilliseconds = 2;

    private static readonly Shape[] Shapes =
    [
        new("1024^3", 1024, 1024, 1024),
        new("64x768.768x512 fwd", 64, 512, 768),
        new("64x512.(768x512)t dX", 64, 768, 512, TransposeB: true),
        new("768x64t.64x512 dW", 768, 512, 64, TransposeA: true),
        new("64x768.768x4096 fwd", 64, 4096, 768),
        new("64x4096.4096x4096 fwd", 64, 4096, 4096),
        new("64x4096.4096x4096t dX", 64, 4096, 4096, TransposeB: true),
        new("4096x64t.64x4096 dW", 4096, 4096, 64, TransposeA: true),
        new("64x512.512x18 fwd", 64, 18, 512),
        new("64x4096.4096x18 fwd", 64, 18, 4096),
        new("5120x96.96x1 fwd", 5120, 1, 96),
        new("5120x96.96x384 fwd", 5120, 384, 96),
        new("5120x384.(96x384)t dX", 5120, 96, 384, TransposeB: true),
        new("5120x96t.5120x384 dW", 96, 384, 5120, TransposeA: true),
        new("5120x12.12x96 fwd", 5120, 96, 12),
        new("2048x256.256x1024 fwd", 2048, 1024, 256),
        new("2048x1024.(256x1024)t dX", 2048, 256, 1024, TransposeB: true),
        new("2048x256t.2048x1024 dW", 256, 1024, 2048, TransposeA: true),
        new("256x128.128x1024 fwd", 256, 1024, 128),
        new("256x128t.256x1024 dW", 128, 1024, 256, TransposeA: true),
        new("512 heads 80x12.(80x12)t", 80, 80, 12, TransposeB: true, Heads: 512),
        new("512 heads 80x80.80x12", 80, 12, 80, Heads: 512),
        new("512 heads 80x80t.80x12", 80, 12, 80, TransposeA: true, Heads: 512),
        new("256 heads 128x32.(128x32)t", 128, 128, 32, TransposeB: true, Heads: 256),
        new("256 heads 128x128.128x32", 128, 32, 128, Heads: 256),
        new("64 heads 80x256.(80x256)t", 80, 80, 256, TransposeB: true, Heads: 64),
        new("64 heads 80x80.80x256", 80, 256, 80, Heads: 64),
        new("512 heads 9x12.(9x12)t", 9, 9, 12, TransposeB: true, Heads: 512),
        new("512 heads 4x32.(4x32)t", 4, 4, 32, TransposeB: true, Heads: 512),
    ];

    public static void Run(int threads, string filter)
    {
        var width = Avx512F.IsSupported ? SimdWidth.Bits512 : Avx2.IsSupported ? SimdWidth.Bits256 : SimdWidth.Bits128;
        if (Environment.GetEnvironmentVariable("ASSAY_WIDTH") is { Length: > 0 } named)
            width = Enum.Parse<SimdWidth>("Bits" + named);
        var blas = OpenBlas.Find(threads);
        Console.WriteLine(blas is null ? "OpenBLAS (libopenblas.so.0) is not installed: figures without a rival." : blas.Name);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{width}, {threads} thread(s), GF/s: best and median of {Rounds} rounds in turns"));
        Console.WriteLine($"{"shape",-28}{"best",8}{"median",8}{"blas best",11}{"median",8}{"ratio of best",15}{"median ratio",14}");
        using var workers = new Workers(threads);
        foreach (var shape in Shapes.Where(shape => shape.Name.Contains(filter, StringComparison.Ordinal) && (shape.Heads == 1 || threads == 1)))
            Measure(shape, workers, width, blas);
    }

    private static void Measure(Shape shape, Workers workers, SimdWidth width, OpenBlas? blas)
    {
        var (m, n, k) = (shape.M, shape.N, shape.K);
        var a = Random(shape.Heads * m * k, 1);
        var b = Random(shape.Heads * k * n, 2);
        var c = Random(shape.Heads * m * n, 3);
        var packed = Random(k * (n + SmallGemm.Padding), 4);
        var (aStride, bStride) = (shape.TransposeA ? m : k, shape.TransposeB ? k : n);

        void Ours()
        {
            if (shape.Heads == 1)
            {
                Gemm.Multiply(workers, width, new(a, m, k, aStride, shape.TransposeA), new(b, k, n, bStride, shape.TransposeB), c, n, accumulate: false);
                return;
            }

            for (var h = 0; h < shape.Heads; h++)
            {
                var source = b + h * k * n;
                nint stride = n;
                if (shape.TransposeB && n < 8)
                {
                    SmallGemm.MultiplyRows(width, m, n, k, 1, a + h * m * k, k, source, k, c + h * m * n, n, accumulate: false);
                    continue;
                }

                if (shape.TransposeB)
                {
                    stride = (n + SmallGemm.Padding - 1) / SmallGemm.Padding * SmallGemm.Padding;
                    SmallGemm.PackTransposed(width, source, k, n, k, packed, stride);
                    source = packed;
                }

                var (row, column) = shape.TransposeA ? (1, m) : (k, 1);
                SmallGemm.Multiply(width, m, n, k, 1, a + h * m * k, row, column, source, stride, shape.TransposeB, c + h * m * n, n, accumulate: false);
            }
        }

        void Theirs()
        {
            for (var h = 0; h < shape.Heads; h++)
                blas!.Multiply(shape.TransposeA, shape.TransposeB, m, n, k, a + h * m * k, aStride, b + h * k * n, bStride, c + h * m * n, n);
        }

        var flops = 2.0 * shape.Heads * m * n * k;
        Func<double> clock = workers.Count == 1 ? ThreadSeconds : WallSeconds;
        var repeats = Math.Max(1, (int)(SampleSeconds / Time(Ours, 1, clock)));
        repeats = Math.Max(1, (int)(SampleSeconds / Time(Ours, repeats, clock)));
        List<double> ours = [], theirs = [], ratios = [];
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(flops / Time(Ours, repeats, clock) / 1e9);
            if (blas is null)
                continue;
            theirs.Add(flops / Time(Theirs, repeats, clock) / 1e9);
            ratios.Add(ours[^1] / theirs[^1]);
            if (workers.Count > 1)
                Thread.Sleep(RivalSpinMilliseconds);
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"{shape.Name,-28}{ours.Max(),8:F1}{Median(ours),8:F1}");
        if (blas is not null)
            line += string.Create(CultureInfo.InvariantCulture, $"{theirs.Max(),11:F1}{Median(theirs),8:F1}{ours.Max() / theirs.Max(),15:F2}{Median(ratios),14:F2}");
        Console.WriteLine(line);
        NativeMemory.AlignedFree(a);
        NativeMemory.AlignedFree(b);
        NativeMemory.AlignedFree(c);
        NativeMemory.AlignedFree(packed);
    }

    /// <summary>Seconds of one call.</summary>
    private static double Time(Action action, int repeats, Func<double> clock)
    {
        action();
        var start = clock();
        for (var i = 0; i < repeats; i++)
            action();
        return (clock() - start) / repeats;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static float* Random(int count, int seed)
    {
        var random = new Random(seed);
        var values = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
        for (var i = 0; i < count; i++)
            values[i] = random.NextSingle() - 0.5f;
        return values;
    }

    private static double WallSeconds() => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    private static double ThreadSeconds()
    {
        if (!OperatingSystem.IsLinux())
            return WallSeconds();
        TimeSpecification time;
        _ = ClockGetTime(ThreadCpuClock, &time);
        return time.Seconds + time.Nanoseconds / 1e9;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ClockGetTime(int clock, TimeSpecification* time);

    private sealed record Shape(string Name, int M, int N, int K, bool TransposeA = false, bool TransposeB = false, int Heads = 1);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpecification
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
