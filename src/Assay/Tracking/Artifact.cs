namespace Assay.Tracking;

/// <summary>A file that a run left.</summary>
/// <param name="Path">Path with "/"; relative to the run's artifact folder when stored, else to its working directory.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Digest">SHA-256 as 64 lower-case hex digits.</param>
/// <param name="Stored">Whether the file was copied into the store; otherwise it is only named and hashed.</param>
public sealed record Artifact(string Path, long Size, string Digest, bool Stored);
