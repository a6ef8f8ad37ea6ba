namespace Assay.Tracking.Results;

/// <summary>What a command's declared results held.</summary>
/// <param name="Metrics">The metrics, in the order of the declarations and of the files.</param>
/// <param name="Missing">A sentence for each declared result that was not produced.</param>
/// <param name="Problems">A sentence for each result that was there and could not be read whole: file, place, what was expected.</param>
public sealed record ResultReading(IReadOnlyList<ResultMetric> Metrics, IReadOnlyList<string> Missing, IReadOnlyList<string> Problems)
{
    /// <summary>
    /// Whether any metric was read, undefined ones included. <see langword="false"/> with declared results means that the command produced
    /// nothing of what it promised; <see cref="Missing"/> and <see cref="Problems"/> say why.
    /// </summary>
    public bool HasResult => Metrics.Count > 0;
}
