using Assay.Tracking;

namespace Assay.Analyzers.Subjects;

/// <summary>An entry of a log: something that was done or run.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Line">Line of the log, from 1.</param>
public sealed record LogEntry(string Title, int Line)
{
    /// <summary>Where it stands, as stated; null when it is not.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Its phase, as stated.</summary>
    public string? Phase { get; init; }

    /// <summary>Its item, as stated.</summary>
    public string? Item { get; init; }

    /// <summary>The command; null when none is stated.</summary>
    public string? Command { get; init; }

    /// <summary>The result in words; null when none is stated.</summary>
    public string? Result { get; init; }

    /// <summary>What came out, by key.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Settings, by key.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields of the log's template that were left out or left empty.</summary>
    public IReadOnlyList<string> MissingFields { get; init; } = [];

    /// <summary>Its number or id, e.g. <c>Run 13</c>; null when people gave it none.</summary>
    public string? Name { get; init; }

    /// <summary>Stage of work, as stated.</summary>
    public string? Stage { get; init; }

    /// <summary>Source of labels or data, as stated.</summary>
    public string? Source { get; init; }

    /// <summary>Id of the planned experiment; null when it is of none.</summary>
    public string? Experiment { get; init; }

    /// <summary>Files and folders it says it wrote.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Name of the entry that takes its place; null when none does or it is not named.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>Whether another took its place.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>All that people wrote in it, a text a field.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];
}
