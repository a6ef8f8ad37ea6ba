namespace Assay.Learning.Schedules;

/// <summary>
/// A learning rate as a function of the step alone: <c>optimizer.LearningRate = schedule.At(step)</c> before each step, counted from 0. There is nothing to save: a
/// resumed run asks for the step at which it stopped. "Step" may be an epoch as well.
/// </summary>
public abstract record Schedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">0 or more; beyond its end a schedule stays where it ended.</param>
    /// <returns>Finite and at least 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative step.</exception>
    public double At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return Rate(step);
    }

    /// <summary>The learning rate of a step that is 0 or more.</summary>
    /// <param name="step">The step.</param>
    protected abstract double Rate(long step);

    private protected static double RequireRate(double value, string name) =>
        value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {Text(value)}; a learning rate is a finite number above 0, such as 1e-3.");

    private protected static double RequireAtMost(double value, double most, string name, string mostName) =>
        value >= 0 && value <= most ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {Text(value)}; it must lie between 0 and {mostName}, {Text(most)}.");

    private protected static long RequireSteps(long value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be 1 or more.");

    private protected static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
