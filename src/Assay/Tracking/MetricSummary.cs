namespace Assay.Tracking;

/// <summary>What is known of a metric series without reading its points; kept up to date in the transaction that adds them.</summary>
/// <param name="Identity">What the values mean.</param>
/// <param name="Count">Points, undefined ones included.</param>
/// <param name="UndefinedCount">Points that are undefined or NaN.</param>
/// <param name="Last">Value at the largest (step, time).</param>
/// <param name="LastStep">Its step.</param>
/// <param name="Min">Smallest number; null when the series holds none.</param>
/// <param name="MinStep">First step of the smallest number.</param>
/// <param name="Max">Largest number; null when the series holds none.</param>
/// <param name="MaxStep">First step of the largest number.</param>
public sealed record MetricSummary(
    MetricIdentity Identity, long Count, long UndefinedCount, MetricValue Last, long LastStep, double? Min, long MinStep, double? Max, long MaxStep)
{
    /// <summary>The best number by the declared direction; the last number when no direction was declared; null when there is none.</summary>
    public double? Best => Identity.Direction switch
    {
        Direction.Maximize => Max,
        Direction.Minimize => Min,
        _ => Last.NumberOrNull,
    };

    /// <summary>The step of <see cref="Best"/>.</summary>
    public long BestStep => Identity.Direction switch
    {
        Direction.Maximize => MaxStep,
        Direction.Minimize => MinStep,
        _ => LastStep,
    };
}
