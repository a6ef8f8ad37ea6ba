using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Learning.Kernels;

/// <summary>Which of the widths this machine can run.</summary>
public static class SimdWidths
{
    /// <summary>The widths that kernels may be run with here, narrowest first; 128 bits are always among them.</summary>
    public static IReadOnlyList<SimdWidth> Supported { get; } = Array.AsReadOnly(Find());

    /// <summary>The widest that this machine runs well: where the runtime says that 512 bits slow the whole core down, it is 256.</summary>
    public static SimdWidth Best { get; } = Supported.Last(width => width != SimdWidth.Bits512 || Vector512.IsHardwareAccelerated);

    /// <summary>Refuses a width that this machine lacks.</summary>
    /// <exception cref="ArgumentException">The width is not among <see cref="Supported"/>.</exception>
    public static void Require(SimdWidth width)
    {
        if (!Supported.Contains(width))
        {
            throw new ArgumentException(
                $"A SIMD width of {(int)width} bits was asked for, but this machine runs {string.Join(", ", Supported.Select(one => (int)one))} bits: choose one of these or leave the width out.",
                nameof(width));
        }
    }

    private static SimdWidth[] Find()
    {
        List<SimdWidth> widths = [SimdWidth.Bits128];
        if (Avx2.IsSupported && Fma.IsSupported)
        {
            widths.Add(SimdWidth.Bits256);
        }

        if (Avx512F.VL.IsSupported && Avx512DQ.VL.IsSupported && Avx512BW.VL.IsSupported)
        {
            widths.Add(SimdWidth.Bits512);
        }

        return [.. widths];
    }
}
