namespace Assay.Tracking.Queries;

/// <summary>What a field is compared with.</summary>
public abstract record QueryValue
{
    private protected QueryValue()
    {
    }

    /// <summary>The value as a query writes it.</summary>
    /// <returns>E.g. <c>'adam'</c>.</returns>
    public sealed override string ToString() => RunQueryPrinter.Print(this);

    /// <summary>A text. Statuses, kinds and ids are in their stored spelling.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : QueryValue;

    /// <summary>A whole number.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Whole(long Value) : QueryValue;

    /// <summary>A number with a fraction or an exponent, or ±Infinity; never NaN.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Real(double Value) : QueryValue;

    /// <summary>True or false.</summary>
    /// <param name="Value">Which.</param>
    public sealed record Flag(bool Value) : QueryValue;

    /// <summary>A moment.</summary>
    /// <param name="Microseconds">Since 1970, UTC.</param>
    public sealed record Moment(long Microseconds) : QueryValue;

    /// <summary>A moment that long before the query is run, such as <c>-7d</c>.</summary>
    /// <param name="Seconds">How long before, ≥ 0.</param>
    public sealed record Ago(long Seconds) : QueryValue;
}
