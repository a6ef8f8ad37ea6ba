namespace Assay.Tuning.Stopping;

/// <summary>Stops after a time.</summary>
/// <param name="limit">Above 0.</param>
public sealed class TimeLimit(TimeSpan limit) : IStopRule
{
    private readonly TimeSpan _limit = limit > TimeSpan.Zero ? limit : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"A study is to stop after {limit}; expected a time above 0."));

    /// <inheritdoc/>
    public string? Why(StudyProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return progress.Elapsed < _limit ? null : string.Create(CultureInfo.InvariantCulture, $"Stopped: {progress.Elapsed:c} have passed, {_limit:c} were allowed; {progress.Finished.Count} trials have ended.");
    }
}
