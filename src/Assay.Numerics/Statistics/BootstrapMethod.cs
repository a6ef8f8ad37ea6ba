namespace Assay.Statistics;

/// <summary>How bounds are read off the resamples.</summary>
public enum BootstrapMethod
{
    /// <summary>Quantiles of the resampled statistic. Simple, and too narrow for small or skewed samples (n below about 30).</summary>
    Percentile,

    /// <summary>Bias-corrected and accelerated: quantiles shifted for bias and skewness. The usual choice.</summary>
    /// <remarks>Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), section 14.3.</remarks>
    BCa,

    /// <summary>Quantiles of (θ* − θ̂) / se*: best coverage for means of small samples, wide; not for correlations and bounded statistics.</summary>
    /// <remarks>Source: Efron and Tibshirani (1993), section 12.5.</remarks>
    Studentized,
}
