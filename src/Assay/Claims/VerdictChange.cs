using Assay.Tracking;

namespace Assay.Claims;

/// <summary>A verdict that is new.</summary>
/// <param name="Before">The verdict before on this claim, a stored word; null when it is the first.</param>
/// <param name="Now">The verdict as stored.</param>
public sealed record VerdictChange(string? Before, StoredVerdict Now)
{
    /// <summary>The change as a sentence: <c>claim ready: unresolved → supported (why)</c>.</summary>
    /// <returns>The sentence without a full stop.</returns>
    public override string ToString() => $"claim {Now.Claim}: {(Before is null ? "" : Before == Now.Verdict ? "reworded, still " : $"{Before} → ")}{Now.Verdict} ({Now.Why})";
}
