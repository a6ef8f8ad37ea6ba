namespace Assay.Tuning.Stopping;

/// <summary>Says when a study has had enough trials. A function of the progress alone.</summary>
public interface IStopRule
{
    /// <summary>Why the study should stop now.</summary>
    /// <param name="progress">Where it stands.</param>
    /// <returns>One sentence; null to go on.</returns>
    string? Why(StudyProgress progress);
}
