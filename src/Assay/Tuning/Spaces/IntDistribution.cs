namespace Assay.Tuning.Spaces;

/// <summary>A whole number between two bounds, both included.</summary>
/// <param name="Low">Lower bound; at least 1 when <paramref name="IsLog"/>.</param>
/// <param name="High">Upper bound, at least <paramref name="Low"/>.</param>
/// <param name="IsLog">Whether it is drawn uniformly in its logarithm.</param>
/// <param name="Step">Distance between values counted from <paramref name="Low"/>, at least 1.</param>
public sealed record IntDistribution(long Low, long High, bool IsLog = false, long Step = 1) : Distribution
{
    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) =>
        value?.Number is { } number && Low <= number && number <= High && number == Math.Floor(number) && (number - Low) % Step == 0;
}
