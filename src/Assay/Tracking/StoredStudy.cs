namespace Assay.Tracking;

/// <summary>A tuning study as the store keeps it; what it means is tuning's.</summary>
/// <param name="Id">32 hex digits, as a run's id.</param>
/// <param name="Name">What people call it; not unique.</param>
/// <param name="Experiment">Name of the experiment that holds its trials' runs; made when it does not exist.</param>
/// <param name="Direction">Which values of the objective are better.</param>
/// <param name="Metric">Key of the objective's metric.</param>
/// <param name="Document">One JSON object: space, sampler, what was reported.</param>
/// <param name="Created">When it was made, UTC.</param>
public sealed record StoredStudy(string Id, string Name, string Experiment, Direction Direction, string Metric, string Document, DateTimeOffset Created)
{
    /// <summary>A study with the same key is the same study; null for none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Number of its trials; ignored when it is saved.</summary>
    public long TrialCount { get; init; }
}
