namespace Assay.Learning.Schedules;

/// <summary>
/// Half a cosine from the rate to a floor: floor + (rate − floor)(1 + cos(π·step/steps))/2, and the floor afterwards. Source: Loshchilov and Hutter 2017, equation 5, without
/// restarts.
/// </summary>
public sealed record CosineSchedule : Schedule
{
    private readonly double _rate;
    private readonly long _steps;
    private readonly double _floor;

    /// <summary>A cosine.</summary>
    /// <param name="rate">The first rate, finite and above 0.</param>
    /// <param name="steps">Steps until the floor, 1 or more.</param>
    /// <param name="floor">0 … rate; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public CosineSchedule(double rate, long steps, double floor = 0)
    {
        _rate = RequireRate(rate, nameof(rate));
        _steps = RequireSteps(steps, nameof(steps));
        _floor = RequireAtMost(floor, rate, nameof(floor), nameof(rate));
    }

    /// <inheritdoc />
    protected override double Rate(long step) => step >= _steps ? _floor : _floor + ((_rate - _floor) * (1 + Math.Cos(Math.PI * step / _steps)) / 2);
}
