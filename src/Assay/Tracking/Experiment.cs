namespace Assay.Tracking;

/// <summary>A named line of work that holds runs.</summary>
/// <param name="Id">Number from 0; 0 is "Default".</param>
/// <param name="Name">Unique name.</param>
/// <param name="Created">When it was made, UTC.</param>
/// <param name="Runs">Runs outside the bin.</param>
public sealed record Experiment(long Id, string Name, DateTimeOffset Created, long Runs);
