namespace Assay.Learning.Schedules;

/// <summary>
/// Multiplies the learning rate by a factor when a value, such as the validation loss, has not become better for a while: as torch.optim.lr_scheduler.ReduceLROnPlateau. A value of
/// NaN is no better.
/// </summary>
public sealed class ReduceOnPlateau
{
    // A smaller change of the rate is not made, as in PyTorch.
    private const double LeastChange = 1e-8;

    private readonly PlateauOptions _options;

    /// <summary>A rate that reacts.</summary>
    /// <param name="rate">The first rate, finite and above 0.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public ReduceOnPlateau(double rate, PlateauOptions? options = null)
    {
        if (!(rate > 0) || !double.IsFinite(rate))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, string.Create(CultureInfo.InvariantCulture, $"rate is {rate}; a learning rate is a finite number above 0, such as 1e-3."));
        _options = options ?? new PlateauOptions();
        _options.Validate();
        State = new PlateauState(rate);
    }

    /// <summary>The learning rate now.</summary>
    public double Rate => State.Rate;

    /// <summary>Everything remembered; saved with a checkpoint and set when one is resumed.</summary>
    public PlateauState State
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>Takes in a value, usually once an epoch.</summary>
    /// <param name="value">The value that should become better.</param>
    /// <returns>The learning rate from now on.</returns>
    public double Observe(double value)
    {
        var (rate, best, worse, cooldown) = State;
        if (IsBetter(value, best))
        {
            best = value;
            worse = 0;
        }
        else
        {
            worse++;
        }

        if (cooldown > 0)
        {
            cooldown--;
            worse = 0;
        }

        if (worse > _options.Patience)
        {
            var reduced = Math.Max(rate * _options.Factor, _options.Floor);
            if (rate - reduced > LeastChange)
                rate = reduced;
            cooldown = _options.Cooldown;
            worse = 0;
        }

        State = new PlateauState(rate, best, worse, cooldown);
        return rate;
    }

    private bool IsBetter(double value, double? best)
    {
        if (double.IsNaN(value))
            return false;
        if (best is not { } number)
            return true;
        var sign = _options.Maximize ? 1 : -1;
        return _options.IsAbsolute
            ? sign * (value - number) > _options.Threshold
            : sign * (value - (number * (1 + (sign * _options.Threshold)))) > 0;
    }
}
