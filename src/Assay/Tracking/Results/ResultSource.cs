namespace Assay.Tracking.Results;

/// <summary>One declared result of a command: where it is, and which of its values become metrics.</summary>
/// <param name="Format">How it is read.</param>
/// <param name="Location">A path relative to the working directory; for <see cref="ResultFormat.StandardOutput"/> the regular expression.</param>
public sealed record ResultSource(ResultFormat Format, string Location)
{
    /// <summary>Metric key → place in the result (dotted key, column, named group); <see langword="null"/> takes every numeric leaf or column.</summary>
    public IReadOnlyDictionary<string, string>? Map { get; init; }

    /// <summary>For CSV: <see langword="true"/> takes the last row (the default), <see langword="false"/> every row as a step.</summary>
    public bool LastRowOnly { get; init; } = true;

    /// <summary>For CSV with every row and JSON-lines: the column or key that holds the step; <see langword="null"/> counts rows from 0.</summary>
    public string? StepKey { get; init; }
}
