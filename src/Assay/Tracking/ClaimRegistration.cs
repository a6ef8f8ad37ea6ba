namespace Assay.Tracking;

/// <summary>A claim as the store first saw it: what tells whether a prediction was made before the runs.</summary>
/// <param name="Plan">Name of the plan that states it.</param>
/// <param name="Claim">Its id.</param>
/// <param name="Digest">SHA-256 of what it claims, its words aside: another digest is another claim.</param>
/// <param name="Document">The claim as written, one JSON object.</param>
/// <param name="Registered">When the store first saw it, UTC.</param>
public sealed record ClaimRegistration(string Plan, string Claim, string Digest, string Document, DateTimeOffset Registered);
