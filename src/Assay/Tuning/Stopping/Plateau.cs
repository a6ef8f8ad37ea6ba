namespace Assay.Tuning.Stopping;

/// <summary>Stops when the best value has hardly changed for a number of trials. One objective.</summary>
/// <param name="trials">How many completed trials without a change, at least 1.</param>
/// <param name="delta">What counts as no change, at least 0, in the objective's unit.</param>
public sealed class Plateau(int trials, double delta = 0) : IStopRule
{
    private readonly int _trials = trials >= 1 ? trials : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"A plateau of {trials} trials was asked for; expected at least 1."));
    private readonly double _delta = delta >= 0 && double.IsFinite(delta) ? delta : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"A plateau within {delta} was asked for; expected 0 or a number above."));

    /// <inheritdoc/>
    public string? Why(StudyProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var losses = progress.Counted.Select(trial => trial.Loss).ToArray();
        if (losses.Length <= _trials)
            return null;
        var before = losses.AsSpan(0, losses.Length - _trials).ToArray().Min();
        var best = losses.Min();
        if (before - best > _delta)
            return null;
        var within = _delta > 0 ? string.Create(CultureInfo.InvariantCulture, $" by more than {_delta:G4}") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"Stopped: the last {_trials} completed trials did not improve the best value{within}; it is {progress.ValueOf(best):G6} after {losses.Length} completed trials.");
    }
}
