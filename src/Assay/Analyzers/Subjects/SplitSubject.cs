namespace Assay.Analyzers.Subjects;

/// <summary>Data cut into parts: rows or groups by part, and what a model was told of the labels.</summary>
/// <param name="Place">Where it is.</param>
public sealed record SplitSubject(Place Place) : Subject(Place)
{
    /// <summary>The parts, train first; at least one.</summary>
    public IReadOnlyList<SplitPart> Parts { get; init; } = [];

    /// <summary>Names of the classes or labels; empty when unknown.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Class weights that a loss was given, in the order of the classes; empty when none.</summary>
    public IReadOnlyList<double> ClassWeights { get; init; } = [];

    /// <summary>Outputs of the model; null when unknown.</summary>
    public int? HeadWidth { get; init; }

    /// <summary>Training rows that were asked for; null when nothing was.</summary>
    public long? RequestedRows { get; init; }
}
