using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Execution;

/// <summary>How a run ended, after all.</summary>
/// <param name="Status">The status.</param>
/// <param name="Why">The reason; null for completed.</param>
/// <param name="Changes">What is written with the end.</param>
internal sealed record RunJudgement(RunStatus Status, string? Why, IReadOnlyList<Change> Changes);
