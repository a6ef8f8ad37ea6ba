namespace Assay.Tuning.Spaces;

/// <summary>A real number between two bounds, both included.</summary>
/// <param name="Low">Lower bound, finite; above 0 when <paramref name="IsLog"/>.</param>
/// <param name="High">Upper bound, finite, at least <paramref name="Low"/>.</param>
/// <param name="IsLog">Whether it is drawn uniformly in its logarithm.</param>
/// <param name="Step">Distance between values counted from <paramref name="Low"/>; null for every number.</param>
public sealed record FloatDistribution(double Low, double High, bool IsLog = false, double? Step = null) : Distribution
{
    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) => value?.Number is { } number && Low <= number && number <= High;
}
