namespace Assay.Statistics;

/// <summary>What is drawn again when a curve is fitted again.</summary>
public enum CurveResampling
{
    /// <summary>Runs when every budget has at least two, else residuals.</summary>
    Auto,

    /// <summary>Runs within each budget, independently.</summary>
    Runs,

    /// <summary>Replicates with all their budgets: right when a seed fixes nested subsets, so that its runs rise and fall together.</summary>
    Replicates,

    /// <summary>Residuals of the fit, scaled by √(n / (n − p)) for what the fit took up. It presumes that the form is true and the spread the same everywhere.</summary>
    Residuals,
}
