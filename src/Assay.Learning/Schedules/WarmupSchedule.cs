namespace Assay.Learning.Schedules;

/// <summary>Linear from a low rate to the first of another schedule, then that: start + (then(0) − start)·step/steps for step below steps, then(step − steps) afterwards.</summary>
public sealed record WarmupSchedule : Schedule
{
    private readonly long _steps;
    private readonly Schedule _then;
    private readonly double _start;

    /// <summary>A warm-up.</summary>
    /// <param name="steps">Steps below the full rate, 1 or more.</param>
    /// <param name="then">What comes afterwards.</param>
    /// <param name="start">The first rate, 0 … the first of <paramref name="then"/>; 0 by default.</param>
    /// <param name="totalSteps">Steps of the whole run, if known: a warm-up that does not end within it is refused.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public WarmupSchedule(long steps, Schedule then, double start = 0, long? totalSteps = null)
    {
        ArgumentNullException.ThrowIfNull(then);
        _steps = RequireSteps(steps, nameof(steps));
        if (steps >= totalSteps)
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"steps is {steps}; a warm-up must be shorter than the run of {totalSteps} steps.");
        _then = then;
        _start = RequireAtMost(start, then.At(0), nameof(start), "the rate to reach");
    }

    /// <inheritdoc />
    protected override double Rate(long step) => step >= _steps ? _then.At(step - _steps) : _start + ((_then.At(0) - _start) * step / _steps);
}
