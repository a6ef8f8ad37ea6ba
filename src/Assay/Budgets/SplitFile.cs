namespace Assay.Budgets;

/// <summary>A file of cases.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Rows">Number of cases.</param>
/// <param name="Digest">SHA-256 of its bytes, 64 lower-case hex digits.</param>
/// <param name="Positives">How many cases have each label, in the order of the labels; null where labels were not read.</param>
public sealed record SplitFile(string Path, int Rows, string Digest, IReadOnlyList<int>? Positives = null);
