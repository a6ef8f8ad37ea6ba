using Assay.Learning.Kernels;
using Assay.Learning.Tensors;

namespace Assay.Learning;

/// <summary>How an engine computes.</summary>
public sealed record EngineOptions
{
    /// <summary>The origin of all chance: initial weights and dropout masks. The same seed gives the same numbers on every run.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Threads that compute, the caller's included; 0 (default) takes as many as the machine has cores. Results do not depend on it.
    /// One, when many models train side by side.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>Single (default) trains; double checks gradients.</summary>
    public Precision Precision { get; init; } = Precision.Single;

    /// <summary>The vector registers to use; null (default) takes the widest that the machine has. Results differ between widths in the last bits.</summary>
    public SimdWidth? Width { get; init; }
}
