namespace Assay.Statistics;

/// <summary>A number with its standard error and interval, where it has them.</summary>
/// <param name="Value">The number.</param>
/// <param name="StandardError">Its standard error, in the same unit.</param>
/// <param name="Interval">Its interval; null when there is none (<paramref name="StandardError"/> says why).</param>
public sealed record Estimate(Quantity Value, Quantity StandardError, Interval? Interval)
{
    internal static Estimate Undefined(string reason, Quantity? value = null) => new(value ?? Quantity.Undefined(reason), Quantity.Undefined(reason), null);
}
