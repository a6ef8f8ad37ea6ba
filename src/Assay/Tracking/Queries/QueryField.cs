namespace Assay.Tracking.Queries;

/// <summary>What a condition or an order looks at.</summary>
public abstract record QueryField
{
    private protected QueryField()
    {
    }

    /// <summary>The field as a query writes it.</summary>
    /// <returns>E.g. <c>best(metrics.auc)</c>.</returns>
    public sealed override string ToString() => RunQueryPrinter.Print(this);

    /// <summary>Something every run has a place for.</summary>
    /// <param name="Name">Which.</param>
    public sealed record Property(RunProperty Name) : QueryField;

    /// <summary>A metric.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Statistic">Which of its numbers.</param>
    public sealed record Metric(string Key, MetricStatistic Statistic = MetricStatistic.Last) : QueryField;

    /// <summary>A parameter.</summary>
    /// <param name="Key">Its key.</param>
    public sealed record Param(string Key) : QueryField;

    /// <summary>A tag.</summary>
    /// <param name="Key">Its key.</param>
    public sealed record Tag(string Key) : QueryField;

    /// <summary>The run's datasets.</summary>
    /// <param name="Part">Which part of each.</param>
    public sealed record Dataset(DatasetPart Part) : QueryField;
}
