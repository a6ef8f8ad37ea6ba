namespace Assay.Tracking;

/// <summary>What a metric's value is. The numbers are stored; they never change meaning.</summary>
public enum MetricKind
{
    /// <summary>A number, ±Infinity included.</summary>
    Number = 0,

    /// <summary>Not a number: computed, and the result was NaN.</summary>
    NaN = 1,

    /// <summary>Undefined: could not be computed, with a reason. Undefined is not zero.</summary>
    Undefined = 2,
}
