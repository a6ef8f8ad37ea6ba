using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>A result beside what a predictor that looks at nothing would reach.</summary>
/// <param name="Metric">The metric's name, e.g. "accuracy".</param>
/// <param name="Value">The result.</param>
/// <param name="Floor">What the best constant or random predictor reaches on the same samples.</param>
/// <param name="Best">Which values are better.</param>
public sealed record FlooredMetric(string Metric, Quantity Value, Quantity Floor, Optimum Best)
{
    /// <summary>By how much the result is better than the floor, in the metric's unit; negative when it is worse.</summary>
    public Quantity Lift => !Value.IsDefined ? Value
        : !Floor.IsDefined ? Floor
        : Best == Optimum.Highest ? Value.Value - Floor.Value : Floor.Value - Value.Value;

    /// <summary>Whether the result tells nothing from the floor: it is not better by more than a tolerance. False when either is undefined.</summary>
    /// <param name="tolerance">In the metric's unit, 0 or more.</param>
    /// <returns>True when it is not.</returns>
    public bool IsAtFloor(double tolerance) => Lift.ValueOrNull <= tolerance;

    /// <inheritdoc/>
    public override string ToString() => $"{Metric} {Text(Value)} (floor {Text(Floor)})";

    private static string Text(Quantity value) => value.ValueOrNull is { } number ? number.ToString("0.####", CultureInfo.InvariantCulture) : value.ToString();
}
