namespace Assay.Learning.Kernels;

/// <summary>The vector registers that kernels use. Every width gives the same definition; rounding differs in the last bits.</summary>
public enum SimdWidth
{
    /// <summary>128 bits: Arm NEON, SSE, and the portable fallback, which any machine runs.</summary>
    Bits128 = 128,

    /// <summary>256 bits: AVX2 with fused multiply-add.</summary>
    Bits256 = 256,

    /// <summary>512 bits: AVX-512 (foundation, DQ, BW, VL).</summary>
    Bits512 = 512,
}
