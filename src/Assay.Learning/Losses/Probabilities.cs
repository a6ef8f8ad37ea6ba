using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>Numbers in [0, 1]. Losses over probabilities apply no sigmoid.</summary>
/// <remarks>Made with <see cref="ProbabilityTensors.AsProbabilities"/> or by a sigmoid of logits.</remarks>
public readonly struct Probabilities
{
    internal Probabilities(Tensor tensor) => Tensor = tensor;

    /// <summary>The numbers.</summary>
    public Tensor Tensor { get; }
}
