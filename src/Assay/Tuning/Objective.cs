using Assay.Tracking;

namespace Assay.Tuning;

/// <summary>What a study makes larger or smaller.</summary>
/// <param name="Metric">Key of its metric.</param>
/// <param name="Direction">Which values are better.</param>
public sealed record Objective(string Metric, Direction Direction)
{
    /// <summary>A value as a loss: smaller is better.</summary>
    /// <param name="value">Any number.</param>
    /// <returns>The value, its sign turned when larger is better.</returns>
    public double Loss(double value) => Direction == Direction.Maximize ? -value : value;
}
