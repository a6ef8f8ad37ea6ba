using Assay.Tracking.Results;

namespace Assay.Tuning;

/// <summary>The command that evaluates the trials of a study.</summary>
/// <param name="Text">Text for the machine's shell; <c>${name}</c> stands for a parameter, a derived value, <c>${trial}</c>, <c>${study}</c> or <c>${dir}</c>.</param>
/// <param name="Folder">Its working directory, absolute.</param>
public sealed record TrialCommand(string Text, string Folder)
{
    /// <summary>Declared results; their locations may hold <c>${trial}</c> and <c>${dir}</c>.</summary>
    public IReadOnlyList<ResultSource> Results { get; init; } = [];

    /// <summary>A file of JSON lines that the command appends its values to on the way, <c>${trial}</c> or <c>${dir}</c> in its name; null for none, the spool is always read.</summary>
    public string? Reports { get; init; }

    /// <summary>How long a trial may take; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }
}
