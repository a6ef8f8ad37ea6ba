namespace Assay.Tracking.Results;

/// <summary>A result file that was left out.</summary>
/// <param name="Path">The file, relative to the scanned folder, with <c>/</c>.</param>
/// <param name="Sentence">Why, and what was expected; begins with the file.</param>
public sealed record BrokenResult(string Path, string Sentence);
