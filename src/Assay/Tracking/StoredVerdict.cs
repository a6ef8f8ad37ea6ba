namespace Assay.Tracking;

/// <summary>A verdict on a claim, kept when it differs from the one before.</summary>
/// <param name="Plan">Name of the plan that states the claim.</param>
/// <param name="Claim">The claim's id.</param>
/// <param name="Digest">SHA-256 of what was claimed then, see <see cref="ClaimRegistration"/>.</param>
/// <param name="Verdict">The verdict, a word in lower case.</param>
/// <param name="Why">Why, a sentence.</param>
/// <param name="Document">The evidence it rests on, one JSON object.</param>
/// <param name="Checked">When it was found, UTC.</param>
public sealed record StoredVerdict(string Plan, string Claim, string Digest, string Verdict, string Why, string Document, DateTimeOffset Checked)
{
    /// <summary>Number in the store, from 1; 0 before it is stored.</summary>
    public long Id { get; init; }
}
