namespace Assay.Learning.Schedules;

/// <summary>Settings of <see cref="ReduceOnPlateau"/>; defaults as of torch.optim.lr_scheduler.ReduceLROnPlateau.</summary>
public sealed record PlateauOptions
{
    /// <summary>Whether a larger value is better; false (default) for losses.</summary>
    public bool Maximize { get; init; }

    /// <summary>What the rate is multiplied by, in (0, 1); 0.1 by default.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>Values in a row that may be no better; the next one that is none reduces. 0 or more, 10 by default.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>How much better counts as better: relative to the best, unless <see cref="IsAbsolute"/>. 0 or more, 1e-4 by default.</summary>
    public double Threshold { get; init; } = 1e-4;

    /// <summary>Whether the threshold is a difference instead of a share of the best; false by default.</summary>
    public bool IsAbsolute { get; init; }

    /// <summary>Values after a reduction that are not counted; 0 or more, 0 by default.</summary>
    public int Cooldown { get; init; }

    /// <summary>The rate that is never gone below, 0 or more; 0 by default.</summary>
    public double Floor { get; init; }

    /// <summary>Refuses settings outside their ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it, its value and the range.</exception>
    public void Validate()
    {
        Require(Factor is > 0 and < 1, nameof(Factor), Factor, "between 0 and 1");
        Require(Patience >= 0, nameof(Patience), Patience, "0 or more");
        Require(Threshold >= 0 && double.IsFinite(Threshold), nameof(Threshold), Threshold, "a finite number of 0 or more");
        Require(Cooldown >= 0, nameof(Cooldown), Cooldown, "0 or more");
        Require(Floor >= 0 && double.IsFinite(Floor), nameof(Floor), Floor, "a finite number of 0 or more");
    }

    private static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {range}."));
    }
}
