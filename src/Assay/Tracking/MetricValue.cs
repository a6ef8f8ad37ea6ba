namespace Assay.Tracking;

/// <summary>A metric's value: a number (±Infinity kept), NaN, or undefined with a reason.</summary>
public readonly record struct MetricValue
{
    private readonly double _number;

    private MetricValue(MetricKind kind, double number, string? reason)
    {
        Kind = kind;
        _number = number;
        Reason = reason;
    }

    /// <summary>What the value is.</summary>
    public MetricKind Kind { get; }

    /// <summary>Why the value is undefined; <see langword="null"/> for numbers and NaN.</summary>
    public string? Reason { get; }

    /// <summary>The number; NaN when the value is NaN or undefined, so that no comparison ever holds.</summary>
    public double Number => Kind == MetricKind.Number ? _number : double.NaN;

    /// <summary>The number, or <see langword="null"/> when NaN or undefined.</summary>
    public double? NumberOrNull => Kind == MetricKind.Number ? _number : null;

    /// <summary>A value of any double; NaN becomes the kind NaN.</summary>
    /// <param name="value">Any double.</param>
    /// <returns>The value.</returns>
    public static MetricValue Of(double value) =>
        double.IsNaN(value) ? new(MetricKind.NaN, 0, null) : new(MetricKind.Number, value, null);

    /// <summary>A value that could not be computed.</summary>
    /// <param name="reason">Why, in words a reader of the log understands; not empty.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    public static MetricValue Undefined(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(MetricKind.Undefined, 0, reason);
    }

    /// <summary>Any double as a value.</summary>
    /// <param name="value">Any double.</param>
    public static implicit operator MetricValue(double value) => Of(value);

    /// <summary>The shortest text that reads back as the same value: <c>0.718</c>, <c>NaN</c>, <c>Infinity</c>, or <c>undefined (why)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Kind switch
    {
        MetricKind.Number => _number.ToString("R", CultureInfo.InvariantCulture),
        MetricKind.NaN => "NaN",
        _ => $"undefined ({Reason})",
    };
}
