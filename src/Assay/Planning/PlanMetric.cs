namespace Assay.Planning;

/// <summary>What a metric's numbers mean. A part that is <see langword="null"/> is not declared, hence unknown.</summary>
/// <param name="Key">The metric's name.</param>
/// <param name="Definition">How it is computed.</param>
/// <param name="Dataset">The data it is measured on: a name, or a SHA-256 digest.</param>
/// <param name="Split">The part of the data.</param>
/// <param name="LabelSchema">What the labels mean.</param>
/// <param name="Maximize">Whether higher values are better.</param>
/// <param name="Context">Whatever else tells it apart, in the order of the plan.</param>
public sealed record PlanMetric(
    string Key,
    string? Definition,
    string? Dataset,
    string? Split,
    string? LabelSchema,
    bool? Maximize,
    IReadOnlyDictionary<string, string> Context);
