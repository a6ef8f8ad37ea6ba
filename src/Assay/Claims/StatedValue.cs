namespace Assay.Claims;

/// <summary>A summary that somebody stated: a value with the error that was stated, or follows from what was.</summary>
/// <param name="Value">The value, scaled.</param>
/// <param name="StandardError">Its standard error, scaled, widened where n was not independent; null when nothing was stated of it.</param>
/// <param name="How">Where the error comes from, a clause: "from its stated 95 % interval".</param>
public sealed record StatedValue(double Value, double? StandardError, string How)
{
    /// <summary>Degrees of freedom of the error; null for the normal distribution.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>How many values it is the mean of; null when not stated.</summary>
    public double? Count { get; init; }

    /// <summary>How many independent units they came from; null when not stated.</summary>
    public double? Units { get; init; }

    /// <summary>Where the figures come from; null when not said.</summary>
    public string? From { get; init; }
}
