namespace Assay.Budgets;

/// <summary>Whose cases were taken again from another source.</summary>
/// <param name="Path">The <c>manifest.json</c> that was replayed, as it was named.</param>
/// <param name="Digest">SHA-256 of its bytes.</param>
/// <param name="Cases">Different cases of it.</param>
/// <param name="Matched">How many of them this source has: always all.</param>
public sealed record ReplayRecord(string Path, string Digest, int Cases, int Matched);
