namespace Assay.Planning.Claims;

/// <summary>Which value of a metric's series counts.</summary>
/// <param name="Kind">How it is found.</param>
/// <param name="Step">The step, for <see cref="ValueKind.Step"/>.</param>
public readonly record struct ValueAt(ValueKind Kind, long Step = 0)
{
    /// <summary>Reads <c>last</c>, <c>best</c>, <c>min</c>, <c>max</c> or a step.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">What it says.</param>
    /// <returns>Whether it is one of these.</returns>
    public static bool TryParse(string? text, out ValueAt at)
    {
        at = default;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var step))
        {
            at = new ValueAt(ValueKind.Step, step);
            return true;
        }

        ValueKind? kind = text switch { "last" => ValueKind.Last, "best" => ValueKind.Best, "min" => ValueKind.Min, "max" => ValueKind.Max, _ => null };
        at = new ValueAt(kind ?? ValueKind.Last);
        return kind is not null;
    }

    /// <summary>As the plan writes it.</summary>
    /// <returns>A word, or the step.</returns>
    public override string ToString() => Kind switch
    {
        ValueKind.Step => Step.ToString(CultureInfo.InvariantCulture),
        ValueKind.Best => "best",
        ValueKind.Min => "min",
        ValueKind.Max => "max",
        _ => "last",
    };
}
