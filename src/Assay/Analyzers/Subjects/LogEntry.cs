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
}
