namespace Assay.Learning.Schedules;

/// <summary>
/// Half a cosine up from rate/divideBy to the rate, then half a cosine down to rate/(divideBy·finalDivideBy) at the last step. Source: Smith and Topin 2018, in the two phases of
/// torch.optim.lr_scheduler.OneCycleLR (which moves the momentum, too; this does not).
/// </summary>
public sealed record OneCycleSchedule : Schedule
{
    private readonly double _rate;
    private readonly long _steps;
    private readonly double _top;
    private readonly double _start;
    private readonly double _end;

    /// <summary>A cycle.</summary>
    /// <param name="rate">The highest rate, finite and above 0.</param>
    /// <param name="steps">Steps of the whole run, 2 or more.</param>
    /// <param name="warmupFraction">The part of the steps that goes up, in (0, 1), at least two steps; 0.3 by default.</param>
    /// <param name="divideBy">Highest through first rate, 1 or more; 25 by default.</param>
    /// <param name="finalDivideBy">First through last rate, 1 or more; 1e4 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public OneCycleSchedule(double rate, long steps, double warmupFraction = 0.3, double divideBy = 25, double finalDivideBy = 1e4)
    {
        _rate = RequireRate(rate, nameof(rate));
        if (!(warmupFraction is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(warmupFraction), warmupFraction, $"warmupFraction is {Text(warmupFraction)}; it must lie between 0 and 1.");
        if (!(warmupFraction * steps > 1))
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"steps is {steps}; with a warm-up of {Text(warmupFraction)} of them there must be more than {Text(1 / warmupFraction)}.");
        if (!(divideBy >= 1) || !double.IsFinite(divideBy))
            throw new ArgumentOutOfRangeException(nameof(divideBy), divideBy, $"divideBy is {Text(divideBy)}; it must be 1 or more.");
        if (!(finalDivideBy >= 1) || !double.IsFinite(finalDivideBy))
            throw new ArgumentOutOfRangeException(nameof(finalDivideBy), finalDivideBy, $"finalDivideBy is {Text(finalDivideBy)}; it must be 1 or more.");
        _steps = steps;
        _top = (warmupFraction * steps) - 1;
        _start = rate / divideBy;
        _end = _start / finalDivideBy;
    }

    /// <inheritdoc />
    protected override double Rate(long step) => step <= _top
        ? Cosine(_start, _rate, step / _top)
        : Cosine(_rate, _end, Math.Min((step - _top) / (_steps - 1 - _top), 1));

    private static double Cosine(double from, double to, double share) => to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
}
