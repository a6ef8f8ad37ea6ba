namespace Assay.Learning.Autograd.Operations;

/// <summary>A term of a loss that depends on a batch as a whole.</summary>
internal enum BatchTermKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Mean over pairs of a positive i and a negative j of σ(γ(pⱼ − pᵢ)); ½ without a pair.</summary>
    Ranking,

    /// <summary>The sample variance of p; 0 below two elements.</summary>
    Variance,

    /// <summary>((mean p − mean y)/T)².</summary>
    Calibration,
}

/// <summary>A term of a loss that depends on a batch as a whole, times a factor.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Factor">Factor of the term.</param>
/// <param name="Setting">γ or T.</param>
internal readonly record struct BatchTerm(BatchTermKind Kind, double Factor, double Setting = 1);
