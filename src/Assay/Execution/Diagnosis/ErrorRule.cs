using System.Text.RegularExpressions;

namespace Assay.Execution.Diagnosis;

/// <summary>One rule: a line that matches, and how the key line is read there.</summary>
/// <param name="Kind">The kind it gives.</param>
/// <param name="Rank">How much it tells.</param>
/// <param name="Hint">Text that every matching line holds, looked for first; <see langword="null"/> for none.</param>
/// <param name="Pattern">What the line looks like.</param>
/// <param name="Read">From all lines, the index of the matching one and the match: the key line, or <see langword="null"/> when it is none after all.</param>
internal sealed record ErrorRule(string Kind, ErrorRank Rank, string? Hint, Regex Pattern, Func<IReadOnlyList<string>, int, Match, string?> Read);
