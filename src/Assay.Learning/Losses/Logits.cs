using Assay.Learning.Autograd;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>Numbers on the whole real line whose sigmoid or softmax is a probability. Losses over logits apply that themselves, once.</summary>
/// <remarks>Made with <see cref="ProbabilityTensors.AsLogits"/>, which refuses what a sigmoid or softmax has made already.</remarks>
public readonly struct Logits
{
    internal Logits(Tensor tensor)
    {
        if (tensor.Node.Kind == ValueKind.Probabilities)
            throw new ArgumentException("These numbers are the output of a sigmoid or softmax, hence probabilities; use AsProbabilities, or leave the last activation out of the model.", nameof(tensor));
        Tensor = tensor;
    }

    /// <summary>The numbers.</summary>
    public Tensor Tensor { get; }
}
