namespace Assay.Tracking.Changes;

/// <summary>
/// Moves the consumed offset of a spool file. It stands in the batch that holds what was read, so that every line is taken
/// exactly once; a batch whose <paramref name="From"/> is not the stored offset is refused.
/// </summary>
/// <param name="Run">The run.</param>
/// <param name="File">File name, without its folder.</param>
/// <param name="From">Offset in bytes the reading began at; 0 for a new file.</param>
/// <param name="To">Offset after the last consumed line.</param>
/// <param name="HeadDigest">SHA-256 of the first bytes (at most 4 KiB) of the file, as far as consumed.</param>
public sealed record AdvanceSpool(RunId Run, string File, long From, long To, string HeadDigest) : Change(Run);
