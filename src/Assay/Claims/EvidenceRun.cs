using Assay.Tracking;

namespace Assay.Claims;

/// <summary>A run that a claim selected, with the value that counts, or why it does not.</summary>
/// <param name="Run">The run.</param>
/// <param name="Value">The value, already scaled; undefined with a reason where there is none.</param>
/// <param name="Step">The step of the value.</param>
public sealed record EvidenceRun(Run Run, MetricValue Value, long Step)
{
    /// <summary>What the value means; null when the run has no such metric.</summary>
    public MetricIdentity? Identity { get; init; }

    /// <summary>The independent unit it belongs to; null when it is not used.</summary>
    public string? Unit { get; init; }

    /// <summary>Why it is not used; null when it is.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Line of the imported log that the value stands in, from 1; null when it came from no log.</summary>
    public int? Line { get; init; }
}
