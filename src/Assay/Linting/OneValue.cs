using Assay.Tracking;

namespace Assay.Linting;

/// <summary>Summaries of metrics that a file states, without their points.</summary>
internal static class OneValue
{
    /// <summary>A metric with one value.</summary>
    public static MetricSummary Of(string key, MetricValue value, long step = 0) =>
        new(new MetricIdentity(key), 1, value.Kind == MetricKind.Number ? 0 : 1, value, step, value.NumberOrNull, step, value.NumberOrNull, step);
}
