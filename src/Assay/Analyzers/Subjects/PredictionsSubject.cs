namespace Assay.Analyzers.Subjects;

/// <summary>
/// Predictions of a model for one label: scores and, where known, the truth; or only what a file of results says of them
/// (counts, range, a threshold sweep).
/// </summary>
/// <param name="Place">Where it is.</param>
public sealed record PredictionsSubject(Place Place) : Subject(Place)
{
    /// <summary>The label or model the scores are of; null when there is only one.</summary>
    public string? Label { get; init; }

    /// <summary>The part of the data; <see cref="CurveSplit.Unknown"/> when not said.</summary>
    public CurveSplit Split { get; init; }

    /// <summary>Scores as they were stored, not necessarily probabilities; empty when only counts are known.</summary>
    public IReadOnlyList<double> Scores { get; init; } = [];

    /// <summary>The truth, aligned with <see cref="Scores"/>; empty when unknown.</summary>
    public IReadOnlyList<bool> Truth { get; init; } = [];

    /// <summary>Smallest score; null when unknown.</summary>
    public double? Smallest { get; init; }

    /// <summary>Largest score; null when unknown.</summary>
    public double? Largest { get; init; }

    /// <summary>Rows, and positives among them; null when unknown.</summary>
    public (long Rows, long Positives)? Counts { get; init; }

    /// <summary>Operating points, by threshold; empty when there are none.</summary>
    public IReadOnlyList<OperatingPoint> Points { get; init; } = [];

    /// <summary>The area under the ROC curve as it was reported; null when it was not.</summary>
    public double? ReportedAuc { get; init; }

    /// <summary>The split that the threshold was chosen on; null when not said.</summary>
    public string? ThresholdFrom { get; init; }
}
