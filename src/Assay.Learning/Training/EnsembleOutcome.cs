namespace Assay.Learning.Training;

/// <summary>What came of one model.</summary>
/// <typeparam name="T">What training it gives.</typeparam>
/// <param name="Name">Its name.</param>
/// <param name="Result">What training gave; the default value when it failed or never ran.</param>
/// <param name="Failure">What it threw; null when it ended well or never ran.</param>
/// <param name="HasRun">Whether it came to an end by itself, well or not; false when cancellation came first.</param>
public sealed record EnsembleOutcome<T>(string Name, T? Result, Exception? Failure, bool HasRun)
{
    /// <summary>Whether there is a result.</summary>
    public bool Succeeded => HasRun && Failure is null;
}
