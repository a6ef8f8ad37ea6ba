using Assay.Learning.Tensors;

namespace Assay.Learning.Data;

/// <summary>A batch within a step: its numbers as tensors. Each property copies when it is read, so read it once.</summary>
public readonly struct StepBatch
{
    private readonly Step _step;

    internal StepBatch(Step step, Batch batch)
    {
        _step = step;
        Batch = batch;
    }

    /// <summary>The batch.</summary>
    public Batch Batch { get; }

    /// <summary>The features, [samples, …sample].</summary>
    public Tensor Features => Batch.Features(_step.Engine);

    /// <summary>The class labels, [samples].</summary>
    /// <exception cref="InvalidOperationException">The data set has targets.</exception>
    public Indices Labels => _step.Engine.InputIndices(Batch.Labels, [Batch.Count]);

    /// <summary>The targets, [samples, …target].</summary>
    /// <exception cref="InvalidOperationException">The data set has labels.</exception>
    public Tensor Targets => Batch.TargetTensor(_step.Engine);
}
