namespace Assay.Tuning.Samplers.QuasiRandom;

/// <summary>Which low-discrepancy sequence.</summary>
public enum QuasiRandomSequence
{
    /// <summary>Sobol's, in base 2; most even after 2, 4, 8, … points.</summary>
    Sobol,

    /// <summary>Halton's, each dimension in its own prime base; for about 20 dimensions at most.</summary>
    Halton,
}
