namespace Assay.Tracking;

/// <summary>How far a spool file has been consumed.</summary>
/// <param name="File">File name, without its folder.</param>
/// <param name="Offset">Bytes consumed.</param>
/// <param name="HeadDigest">SHA-256 of the first bytes (at most 4 KiB) as far as they were consumed.</param>
public sealed record SpoolPosition(string File, long Offset, string HeadDigest);
