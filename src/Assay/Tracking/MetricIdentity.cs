namespace Assay.Tracking;

/// <summary>
/// What a metric's values mean. Two values are comparable only when their identities are equal; a part that was not declared is
/// <see langword="null"/>, unknown, and unknown equals unknown only inside one experiment.
/// </summary>
/// <param name="Key">The name it is logged under, e.g. <c>valid/auc</c>; 1–250 characters.</param>
public sealed record MetricIdentity(string Key)
{
    /// <summary>The formula or its agreed name, e.g. <c>auroc</c>, <c>accuracy/balanced</c>.</summary>
    public string? Definition { get; init; }

    /// <summary>SHA-256 digest of the data it was measured on.</summary>
    public string? Dataset { get; init; }

    /// <summary>The part of the data: train, valid, test, a fold.</summary>
    public string? Split { get; init; }

    /// <summary>The label schema: which classes, in which grouping.</summary>
    public string? LabelSchema { get; init; }

    /// <summary>Anything else that keeps values apart, as canonical JSON of an object; null when none.</summary>
    public string? Context { get; init; }

    /// <summary>Which values are better; null when not declared. Not part of equality of meaning, kept with the series.</summary>
    public Direction? Direction { get; init; }
}
