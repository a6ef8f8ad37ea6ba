using Assay.Learning.Checkpoints;

namespace Assay.Learning.Training;

/// <summary>Hears of a training run's progress, on the thread that trains; what it throws ends the run.</summary>
public interface ITrainingObserver
{
    /// <summary>An epoch begins, or goes on after a resume.</summary>
    /// <param name="epoch">From 0.</param>
    void EpochBegan(int epoch)
    {
    }

    /// <summary>The optimizer took a step.</summary>
    /// <param name="report">The step.</param>
    void StepEnded(StepReport report)
    {
    }

    /// <summary>An epoch ended and was evaluated.</summary>
    /// <param name="report">The epoch.</param>
    void EpochEnded(EpochReport report)
    {
    }

    /// <summary>A checkpoint is on disk.</summary>
    /// <param name="path">Its JSON file.</param>
    /// <param name="record">What it says.</param>
    void CheckpointWritten(string path, CheckpointRecord record)
    {
    }
}
