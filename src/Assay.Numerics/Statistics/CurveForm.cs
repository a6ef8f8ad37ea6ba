namespace Assay.Statistics;

/// <summary>How a metric follows the budget N.</summary>
public enum CurveForm
{
    /// <summary>y = a + b ln N: no ceiling. For a range of budgets over which none shows.</summary>
    Logarithmic,

    /// <summary>y = a − b N^(−c), c &gt; 0: levels off at a. Rising for b &gt; 0, falling for b &lt; 0.</summary>
    /// <remarks>Source: Hestness et al., "Deep learning scaling is predictable, empirically" (2017).</remarks>
    PowerLaw,

    /// <summary>y = a − b N^(−c) (1 + N/d)^(c − e): exponent c well below the break d, e well above it.</summary>
    /// <remarks>Source: Caballero et al., "Broken neural scaling laws" (2023), with one break of fixed sharpness.</remarks>
    BrokenPowerLaw,
}
