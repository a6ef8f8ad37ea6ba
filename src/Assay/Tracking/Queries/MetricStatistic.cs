namespace Assay.Tracking.Queries;

/// <summary>Which number of a metric a query looks at.</summary>
public enum MetricStatistic
{
    /// <summary>The last value: <c>metrics.auc</c> or <c>last(metrics.auc)</c>.</summary>
    Last,

    /// <summary>The best value by the metric's direction, the last one when none was declared: <c>best(metrics.auc)</c>.</summary>
    Best,

    /// <summary>The smallest number: <c>min(metrics.auc)</c>.</summary>
    Min,

    /// <summary>The largest number: <c>max(metrics.auc)</c>.</summary>
    Max,
}
