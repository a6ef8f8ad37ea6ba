namespace Assay.Evaluation.Calibration;

/// <summary>How Platt's curve is fitted.</summary>
public sealed record PlattOptions
{
    /// <summary>The usual way.</summary>
    public static PlattOptions Usual { get; } = new();

    /// <summary>Whether the curve is of the probability itself instead of its logit; false by default, since then no curve leaves right probabilities as they are.</summary>
    public bool OfProbability { get; init; }

    /// <summary>
    /// Whether targets are Platt's, (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2), instead of 1 and 0; true by default: few samples do not lead to certainty, and classes that do
    /// not overlap have a best curve.
    /// </summary>
    public bool SmoothedTargets { get; init; } = true;

    /// <summary>C of a penalty slope² / (2C); none, +∞, by default. scikit-learn's logistic regression has 1.</summary>
    public double InversePenalty { get; init; } = double.PositiveInfinity;
}
