namespace Assay.Learning.Training;

/// <summary>Why training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>Early stopping ran out of patience.</summary>
    StoppedEarly,

    /// <summary>It was cancelled; with a folder, <c>last.json</c> goes on from there.</summary>
    Cancelled,
}
