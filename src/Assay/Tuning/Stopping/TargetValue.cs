using Assay.Tracking;

namespace Assay.Tuning.Stopping;

/// <summary>Stops when a trial reaches a value. One objective.</summary>
/// <param name="target">The value of the objective, in its own direction.</param>
public sealed class TargetValue(double target) : IStopRule
{
    private readonly double _target = double.IsFinite(target) ? target : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"A study is to stop at the value {target}; expected a finite number."));

    /// <inheritdoc/>
    public string? Why(StudyProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var reached = progress.Counted.FirstOrDefault(trial => progress.Direction == Direction.Maximize ? -trial.Loss >= _target : trial.Loss <= _target);
        return reached is null ? null : string.Create(CultureInfo.InvariantCulture, $"Stopped: trial {reached.Number} reached {progress.ValueOf(reached.Loss):G6}, the target is {_target:G6}.");
    }
}
