namespace Assay.Linting;

/// <summary>What a person said of files that do not say it themselves.</summary>
public sealed record FileSubjectOptions
{
    /// <summary>Rows per class that metrics were measured on, in the order of the classes; empty when not said.</summary>
    public IReadOnlyList<long> ClassCounts { get; init; } = [];
}
