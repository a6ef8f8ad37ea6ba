namespace Assay.Statistics;

/// <summary>A number, or the reason why there is none. Undefined is never 0: it takes no part in means and is counted as undefined.</summary>
public readonly record struct Quantity
{
    private readonly double _value;

    private Quantity(double value, string? reason)
    {
        _value = value;
        Reason = reason;
    }

    /// <summary>Why there is no number; null when there is one.</summary>
    public string? Reason { get; }

    /// <summary>Whether there is a number.</summary>
    public bool IsDefined => Reason is null;

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message is the reason.</exception>
    public double Value => Reason is null ? _value : throw new InvalidOperationException(Reason);

    /// <summary>The number; null when there is none.</summary>
    public double? ValueOrNull => Reason is null ? _value : null;

    /// <summary>A number.</summary>
    /// <param name="value">Any number, ±∞ included; NaN is an undefined quantity without a reason worth reading, and is refused.</param>
    /// <returns>The quantity.</returns>
    /// <exception cref="ArgumentException"><paramref name="value"/> is NaN.</exception>
    public static Quantity Of(double value) =>
        double.IsNaN(value) ? throw new ArgumentException("A quantity is a number or undefined with a reason; NaN is neither.", nameof(value)) : new(value, null);

    /// <summary>No number.</summary>
    /// <param name="reason">Why, one clause in lower case: "only one class occurs".</param>
    /// <returns>The quantity.</returns>
    public static Quantity Undefined(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(0, reason);
    }

    /// <summary>A number becomes a defined quantity.</summary>
    /// <param name="value">Any number but NaN.</param>
    public static implicit operator Quantity(double value) => Of(value);

    /// <inheritdoc/>
    public override string ToString() => Reason is null ? _value.ToString("R", CultureInfo.InvariantCulture) : "undefined: " + Reason;
}
