namespace Assay.Interop;

/// <summary>How imported results become runs.</summary>
/// <param name="Experiment">Name of the experiment that holds the runs; made when new.</param>
/// <param name="Who">Who imports, for the journal.</param>
public sealed record ResultImportOptions(string Experiment, string Who)
{
    /// <summary>Name of the plan whose experiments the ids belong to; null for none.</summary>
    public string? Plan { get; init; }

    /// <summary>The clock, for results that state no time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
