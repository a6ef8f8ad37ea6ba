namespace Assay.Tracking.Results;

/// <summary>One result file of another program, read.</summary>
/// <param name="Id">The experiment's id, from the file's content.</param>
/// <param name="Title">The title; <see langword="null"/> when the file has none.</param>
/// <param name="Priority">The priority's id; <see langword="null"/> when the file has none.</param>
/// <param name="Time">When it was written, by its content; <see langword="null"/> when that does not say or cannot be read.</param>
/// <param name="Params">Key → JSON text, in the file's order.</param>
/// <param name="Metrics">The metrics, step 0; a null in the file is undefined.</param>
/// <param name="Path">The file, relative to the scanned folder, with <c>/</c>.</param>
/// <param name="Digest">SHA-256 of the file, 64 lower-case hex digits.</param>
/// <param name="FolderNameWarning">A sentence when a folder above the file is named like another id; <see langword="null"/> when all is well.</param>
public sealed record ImportedResult(
    string Id,
    string? Title,
    string? Priority,
    DateTimeOffset? Time,
    IReadOnlyList<KeyValuePair<string, string>> Params,
    IReadOnlyList<ResultMetric> Metrics,
    string Path,
    string Digest,
    string? FolderNameWarning);
