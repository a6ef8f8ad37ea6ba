namespace Assay.Tracking;

/// <summary>The code a run was made with.</summary>
/// <param name="Commit">Full commit hash.</param>
/// <param name="Branch">Branch, or null when detached.</param>
/// <param name="Dirty">Whether tracked files differed from the commit.</param>
public sealed record GitState(string Commit, string? Branch, bool Dirty)
{
    /// <summary>Path of the diff inside the store, "/"-separated; null when clean.</summary>
    public string? DiffPath { get; init; }

    /// <summary>SHA-256 of the diff; null when clean.</summary>
    public string? DiffDigest { get; init; }
}
