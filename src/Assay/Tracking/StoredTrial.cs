namespace Assay.Tracking;

/// <summary>A trial as the store keeps it.</summary>
/// <param name="Number">Its number in the study, from 0.</param>
/// <param name="Run">The run that it is.</param>
/// <param name="Document">One JSON object: what was suggested and forced, attributes.</param>
public sealed record StoredTrial(int Number, RunId Run, string Document)
{
    /// <summary>The objective; null before there is one.</summary>
    public MetricValue? Value { get; init; }

    /// <summary>Where its run stands; ignored when it is saved.</summary>
    public RunStatus Status { get; init; }

    /// <summary>How long its run took; ignored when it is saved.</summary>
    public TimeSpan? Duration { get; init; }
}
