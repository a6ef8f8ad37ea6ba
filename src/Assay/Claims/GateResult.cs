namespace Assay.Claims;

/// <summary>How one condition of a gate came out.</summary>
/// <param name="Condition">The condition in words.</param>
/// <param name="Verdict">Supported when it holds, contradicted when it does not, else why it cannot be said.</param>
/// <param name="Why">What was found, a clause.</param>
public sealed record GateResult(string Condition, Verdict Verdict, string Why)
{
    /// <summary>The runs it looked at; null for a claim.</summary>
    public EvidenceSide? Runs { get; init; }
}
