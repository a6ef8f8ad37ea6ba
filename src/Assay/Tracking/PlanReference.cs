namespace Assay.Tracking;

/// <summary>A plan as the store last saw it: enough to print a log when the file is elsewhere.</summary>
/// <param name="Name">The plan's name; unique in the store.</param>
/// <param name="Path">Where the file was, absolute.</param>
/// <param name="Digest">SHA-256 of the text.</param>
/// <param name="Document">The text.</param>
/// <param name="Seen">When it was last read for running, UTC.</param>
public sealed record PlanReference(string Name, string Path, string Digest, string Document, DateTimeOffset Seen);
