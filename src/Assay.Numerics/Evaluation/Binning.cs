namespace Assay.Evaluation;

/// <summary>How probabilities are put into bins.</summary>
public enum Binning
{
    /// <summary>Bins of one width, [k/B, (k+1)/B), the last one closed.</summary>
    EqualWidth,

    /// <summary>Bins of about as many samples each, between quantiles of the probabilities; (lower, upper], equal probabilities together.</summary>
    EqualMass,
}
