using System.Text.Json;

namespace Assay.Planning;

/// <summary>What the runs are meant to show. The plan keeps it; whoever tests claims reads the rest of it.</summary>
/// <param name="Id">Unique among claims.</param>
/// <param name="Says">The claim in words.</param>
/// <param name="Metric">The metric it is about; <see langword="null"/> for a gate.</param>
/// <param name="Body">The whole claim as written, a JSON object.</param>
/// <param name="Line">Line of the plan it stands in, from 1.</param>
public sealed record PlanClaim(string Id, string Says, string? Metric, JsonElement Body, int Line);
