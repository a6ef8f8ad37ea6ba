using System.Runtime.Intrinsics.X86;
using Assay.Learning.Kernels;

namespace Assay.Learning.Tests.Kernels;

/// <summary>Machine and values that tests of kernels share.</summary>
internal static class SomeKernels
{
    /// <summary>The widths that this machine has; 128 bits any has.</summary>
    public static IReadOnlyList<SimdWidth> Widths { get; } =
    [
        SimdWidth.Bits128,
        .. Avx2.IsSupported && Fma.IsSupported ? [SimdWidth.Bits256] : Array.Empty<SimdWidth>(),
        .. Avx512F.IsSupported ? [SimdWidth.Bits512] : Array.Empty<SimdWidth>(),
    ];

    public static GuardedMemory Floats(int count, Random random)
    {
        var memory = new GuardedMemory(count);
        foreach (ref var value in memory.Span)
            value = random.NextSingle() * 2 - 1;
        return memory;
    }
}
