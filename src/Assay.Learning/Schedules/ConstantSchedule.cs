namespace Assay.Learning.Schedules;

/// <summary>The same rate at every step.</summary>
public sealed record ConstantSchedule : Schedule
{
    private readonly double _rate;

    /// <summary>A constant.</summary>
    /// <param name="rate">Finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public ConstantSchedule(double rate) => _rate = RequireRate(rate, nameof(rate));

    /// <inheritdoc />
    protected override double Rate(long step) => _rate;
}
