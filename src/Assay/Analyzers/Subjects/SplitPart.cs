namespace Assay.Analyzers.Subjects;

/// <summary>A part of the data.</summary>
/// <param name="Name">E.g. <c>train</c>.</param>
public sealed record SplitPart(string Name)
{
    /// <summary>What it is for, from its name.</summary>
    public CurveSplit Split { get; init; }

    /// <summary>The file it stands in; null when in none.</summary>
    public string? File { get; init; }

    /// <summary>Number of rows; null when unknown.</summary>
    public long? Rows { get; init; }

    /// <summary>Ids of the rows, in order; empty when unknown.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>What must stay together, a text a row: a patient, a scan; empty when unknown.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Digests of the rows' content, a text a row; near-equal rows share one; empty when unknown.</summary>
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>Rows per class, in the order of the classes; empty when unknown.</summary>
    public IReadOnlyList<long> ClassCounts { get; init; } = [];
}
