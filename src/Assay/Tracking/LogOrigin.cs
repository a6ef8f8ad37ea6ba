namespace Assay.Tracking;

/// <summary>What a person's log said of a run beyond its record, so that it can be printed as it was meant; null parts were not said.</summary>
/// <param name="Key">What the log calls the run, unique in that log.</param>
/// <param name="Line">Line of the log it stands in, from 1.</param>
public sealed record LogOrigin(string Key, int Line)
{
    /// <summary>The name people gave it; null when the store made its name.</summary>
    public string? Name { get; init; }

    /// <summary>The date as stated, in the form of ISO 8601-2, e.g. <c>2025-11~</c>.</summary>
    public string? Dated { get; init; }

    /// <summary>Whether the log states how the run ended.</summary>
    public bool HasStatus { get; init; } = true;

    /// <summary>What the command is when it is not exact: pattern, example, description.</summary>
    public string? CommandKind { get; init; }

    /// <summary>Language of the fence the command stood in.</summary>
    public string? Shell { get; init; }

    /// <summary>Lines of the log by what stood there in a table or field: <c>params.lr</c>, <c>metrics.auc</c>.</summary>
    public IReadOnlyDictionary<string, int>? Lines { get; init; }

    /// <summary>Lines of the log by what was found there in a sentence.</summary>
    public IReadOnlyDictionary<string, int>? TextLines { get; init; }
}
