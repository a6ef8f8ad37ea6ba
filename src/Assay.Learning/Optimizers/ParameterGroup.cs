using Assay.Learning.Layers;

namespace Assay.Learning.Optimizers;

/// <summary>Parameters that share settings which differ from the optimizer's.</summary>
/// <param name="parameters">The parameters.</param>
public sealed class ParameterGroup(IEnumerable<Parameter> parameters)
{
    /// <summary>The parameters.</summary>
    public IReadOnlyList<Parameter> Parameters => List;

    /// <summary>Factor on the optimizer's learning rate, 0 or more; 1 by default.</summary>
    public double LearningRateFactor { get; init; } = 1;

    /// <summary>Weight decay of this group, 0 or more; null (default) takes the optimizer's.</summary>
    public double? WeightDecay { get; init; }

    // Enumerated at every step, so not through an interface, which would allocate.
    internal List<Parameter> List { get; } = [.. parameters];
}
