namespace Assay.Learning.Training;

/// <summary>One step of the optimizer.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Step">Steps taken, this one included.</param>
/// <param name="Batch">Batches of the epoch that were used, this step's included.</param>
/// <param name="Batches">Batches in the epoch.</param>
/// <param name="Loss">The mean loss of the step's samples.</param>
/// <param name="LearningRate">The step size.</param>
/// <param name="GradientNorm">The Euclidean norm of all gradients before clipping; null when nothing is clipped.</param>
public readonly record struct StepReport(int Epoch, long Step, int Batch, int Batches, double Loss, double LearningRate, double? GradientNorm);
