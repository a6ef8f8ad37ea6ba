namespace Assay.Analyzers.Subjects;

/// <summary>What a threshold gives. A score at the threshold counts as positive.</summary>
/// <param name="Threshold">The threshold.</param>
public sealed record OperatingPoint(double Threshold)
{
    /// <summary>Right positives; null when unknown.</summary>
    public long? TruePositives { get; init; }

    /// <summary>Wrong positives; null when unknown.</summary>
    public long? FalsePositives { get; init; }

    /// <summary>Precision as it was reported; null when it was not, or undefined.</summary>
    public double? Precision { get; init; }

    /// <summary>Recall as it was reported; null when it was not, or undefined.</summary>
    public double? Recall { get; init; }

    /// <summary>How many were predicted positive; null when unknown.</summary>
    public long? Predicted { get; init; }
}
