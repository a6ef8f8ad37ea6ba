using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>A metric of an entry: every value a log can show of it, which is at most its smallest, its largest and its last.</summary>
/// <param name="Key">Key in the store, e.g. <c>valid/accuracy</c>.</param>
/// <param name="Points">By step; at least one.</param>
public sealed record LogMetric(string Key, IReadOnlyList<LogPoint> Points)
{
    /// <summary>Which values are better; null when nobody said.</summary>
    public Direction? Direction { get; init; }

    /// <summary>Line of the file it was found in, from 1; 0 when it came from no file.</summary>
    public int Line { get; init; }

    /// <summary>Whether it was found in a sentence, which the entry's texts still hold.</summary>
    public bool IsFromText { get; init; }

    /// <summary>The value written last.</summary>
    public LogPoint Last => Points[^1];

    /// <summary>A metric with one value.</summary>
    /// <param name="key">Key in the store.</param>
    /// <param name="value">The number.</param>
    /// <param name="line">Line it was found in.</param>
    /// <param name="step">Its step.</param>
    /// <returns>The metric.</returns>
    public static LogMetric Of(string key, double value, int line = 0, long step = 0) => new(key, [new LogPoint(step, MetricValue.Of(value))]) { Line = line };
}
