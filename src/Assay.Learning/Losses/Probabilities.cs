using Assay.Learning.Autograd;
using Assay.Learning.Autograd.Operations;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>Numbers in [0, 1]. Losses over probabilities apply no sigmoid.</summary>
/// <remarks>Made with <see cref="ProbabilityTensors.AsProbabilities"/> or by a sigmoid of logits.</remarks>
public readonly struct Probabilities
{
    internal Probabilities(Tensor tensor)
    {
        // What no sigmoid made may be logits by mistake, which show at the first number outside.
        if (tensor.Node.Kind != ValueKind.Probabilities)
            UnitRange.Require(tensor, "These", " numbers", "probabilities lie in [0, 1] (use AsLogits for logits)");
        Tensor = tensor;
    }

    /// <summary>The numbers.</summary>
    public Tensor Tensor { get; }
}
