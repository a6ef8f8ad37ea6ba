using System.Text.Json;

namespace Assay.Planning.Late;

/// <summary>A late value that is known.</summary>
/// <param name="Reference">What the plan writes.</param>
/// <param name="Json">The value.</param>
/// <param name="From">Which trial or run it is of, e.g. <c>trial #19 of hpo_2m_h1</c>.</param>
public sealed record LateValue(LateReference Reference, JsonElement Json, string From);
