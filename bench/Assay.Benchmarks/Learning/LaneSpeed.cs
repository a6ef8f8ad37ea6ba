using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Learning.Kernels;
using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Benchmarks.Learning;

/// <summary>Nanoseconds an element of the registers' functions, on 4,096 elements that stay in the nearest cache; best of many.</summary>
internal static unsafe class LaneSpeed
{
    private const int Length = 4096;
    private const int Rounds = 400;
    private const int Repeats = 20;

    public static void Run()
    {
        var x = (float*)NativeMemory.AlignedAlloc(Length * sizeof(float), 64);
        var y = (float*)NativeMemory.AlignedAlloc(Length * sizeof(float), 64);
        var random = new Random(1);
        for (var i = 0; i < Length; i++)
        {
            x[i] = (random.NextSingle() * 8) - 4;
        }

        Console.WriteLine("width       exp     erf    tanh     log    keep   a*b+c");
        foreach (var width in SimdWidths.Supported)
        {
            switch (width)
            {
                case SimdWidth.Bits512:
                    Measure<SingleLanes512>("512", x, y);
                    break;
                case SimdWidth.Bits256:
                    Measure<SingleLanes256>("256", x, y);
                    break;
                default:
                    Measure<SingleLanes128>("128", x, y);
                    break;
            }
        }

        Console.WriteLine(FormattableString.Invariant($"{"plain 512",-7}{Best(x, y, &PlainMultiplyAdd),38:0.0000}"));
        NativeMemory.AlignedFree(x);
        NativeMemory.AlignedFree(y);
    }

    private static void Measure<V>(string name, float* x, float* y)
        where V : struct, ILanes<V, float> =>
        Console.WriteLine(FormattableString.Invariant(
            $"{name,-7}{Best(x, y, &Exp<V>),8:0.000}{Best(x, y, &Erf<V>),8:0.000}{Best(x, y, &Tanh<V>),8:0.000}{Best(x, y, &Log<V>),8:0.000}{Best(x, y, &Keep<V>),8:0.000}{Best(x, y, &MultiplyAdd<V>),8:0.0000}"));

    private static double Best(float* x, float* y, delegate*<float*, float*, void> kernel)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Repeats; i++)
            {
                kernel(x, y);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Repeats / Length);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Exp<V>(float* x, float* y)
        where V : struct, ILanes<V, float>
    {
        for (var i = 0; i < Length; i += V.Count)
        {
            V.Exp(V.Load(x + i)).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Erf<V>(float* x, float* y)
        where V : struct, ILanes<V, float>
    {
        for (var i = 0; i < Length; i += V.Count)
        {
            V.Erf(V.Load(x + i)).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tanh<V>(float* x, float* y)
        where V : struct, ILanes<V, float>
    {
        for (var i = 0; i < Length; i += V.Count)
        {
            V.Tanh(V.Load(x + i)).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Log<V>(float* x, float* y)
        where V : struct, ILanes<V, float>
    {
        for (var i = 0; i < Length; i += V.Count)
        {
            V.Log(V.Load(x + i)).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Keep<V>(float* x, float* y)
        where V : struct, ILanes<V, float>
    {
        var hash = new CounterHash(42);
        for (var i = 0; i < Length; i += V.Count)
        {
            V.Keep(V.Load(x + i), hash, (ulong)i, 1u << 29).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyAdd<V>(float* x, float* y)
        where V : struct, ILanes<V, float>
    {
        for (var i = 0; i < Length; i += V.Count)
        {
            V.MultiplyAdd(V.Load(x + i), V.Broadcast(0.5f), V.Load(y + i)).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void PlainMultiplyAdd(float* x, float* y)
    {
        for (var i = 0; i < Length; i += Vector512<float>.Count)
        {
            Vector512.FusedMultiplyAdd(Vector512.Load(x + i), Vector512.Create(0.5f), Vector512.Load(y + i)).Store(y + i);
        }
    }
}
