namespace Assay.Learning.Schedules;

/// <summary>rate·factor^⌊step/every⌋.</summary>
public sealed record StepDecaySchedule : Schedule
{
    private readonly double _rate;
    private readonly long _every;
    private readonly double _factor;

    /// <summary>A staircase.</summary>
    /// <param name="rate">The first rate, finite and above 0.</param>
    /// <param name="every">Steps on one stair, 1 or more.</param>
    /// <param name="factor">In (0, 1]; 0.1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public StepDecaySchedule(double rate, long every, double factor = 0.1)
    {
        _rate = RequireRate(rate, nameof(rate));
        _every = RequireSteps(every, nameof(every));
        if (!(factor is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, $"factor is {Text(factor)}; it must be above 0 and at most 1.");
        _factor = factor;
    }

    /// <inheritdoc />
    protected override double Rate(long step) => _rate * Math.Pow(_factor, step / _every);
}
