namespace Assay.Execution.Capture;

/// <summary>The code in a folder.</summary>
/// <param name="Commit">Full commit hash.</param>
/// <param name="Branch">Branch; null when detached.</param>
/// <param name="Dirty">Whether tracked files differ from the commit.</param>
/// <param name="Diff">The difference; null when clean, and when it is too long to keep.</param>
public sealed record CodeState(string Commit, string? Branch, bool Dirty, byte[]? Diff);
