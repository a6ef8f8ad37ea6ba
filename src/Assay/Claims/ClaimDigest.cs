using System.Security.Cryptography;
using Assay.Planning;

namespace Assay.Claims;

/// <summary>What a claim claims, as one number: its words, its source and whether it is required do not count.</summary>
internal static class ClaimDigest
{
    private static readonly string[] Words = ["says", "stated_in", "required", "contradicts"];

    /// <summary>SHA-256 of the canonical JSON, 64 lower-case hex digits.</summary>
    public static string Of(PlanClaim claim) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Of(
        claim.Body.EnumerateObject().Where(property => !Words.Contains(property.Name)).Select(property => KeyValuePair.Create(property.Name, property.Value)), CanonicalJson.Append))));

    /// <summary>The whole claim as canonical JSON.</summary>
    public static string Document(PlanClaim claim) => CanonicalJson.Of(claim.Body);
}
