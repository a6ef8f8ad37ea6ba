namespace Assay.Tuning.Stopping;

/// <summary>Stops after a number of trials, failed and pruned ones included.</summary>
/// <param name="trials">At least 1.</param>
public sealed class TrialLimit(int trials) : IStopRule
{
    private readonly int _trials = trials >= 1 ? trials : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"A study is to stop after {trials} trials; expected at least 1."));

    /// <inheritdoc/>
    public string? Why(StudyProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return progress.Finished.Count < _trials ? null : string.Create(CultureInfo.InvariantCulture, $"Stopped: {progress.Finished.Count} trials have ended, {_trials} were asked for.");
    }
}
