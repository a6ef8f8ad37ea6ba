namespace Assay.Planning.Claims;

/// <summary>What is known of the error of a value that somebody stated: one of a standard error, a deviation with its count, an interval, the cases behind an AUROC, or the cases behind a share.</summary>
public sealed record StatedEvidence
{
    /// <summary>Standard error.</summary>
    public StatedFigure? StandardError { get; init; }

    /// <summary>Standard deviation of one value.</summary>
    public StatedFigure? Deviation { get; init; }

    /// <summary>How many values the stated one is the mean of.</summary>
    public StatedFigure? Count { get; init; }

    /// <summary>Lower bound of the interval.</summary>
    public StatedFigure? Low { get; init; }

    /// <summary>Upper bound of the interval.</summary>
    public StatedFigure? High { get; init; }

    /// <summary>Confidence of the interval.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How many independent units the values came from.</summary>
    public StatedFigure? Units { get; init; }

    /// <summary>Positive cases behind an AUROC.</summary>
    public StatedFigure? Positives { get; init; }

    /// <summary>Negative cases behind an AUROC.</summary>
    public StatedFigure? Negatives { get; init; }

    /// <summary>Cases behind a share.</summary>
    public StatedFigure? ProportionOf { get; init; }

    /// <summary>Where the figures come from; null when not said.</summary>
    public string? From { get; init; }
}
