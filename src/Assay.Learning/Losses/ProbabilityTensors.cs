using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>Saying what a model's outputs are, which decides the losses that take them.</summary>
public static class ProbabilityTensors
{
    /// <summary>These numbers are logits.</summary>
    /// <exception cref="ArgumentException">A sigmoid or softmax made them.</exception>
    public static Logits AsLogits(this Tensor tensor) => new(tensor);

    /// <summary>These numbers are probabilities: what the model's last operation, a sigmoid or softmax, made.</summary>
    /// <exception cref="ArgumentException">A number outside [0, 1]; the message has it and its place.</exception>
    public static Probabilities AsProbabilities(this Tensor tensor) => new(tensor);

    /// <summary>The sigmoid of logits.</summary>
    public static Probabilities Sigmoid(this Logits logits) => new(logits.Tensor.Apply(Activation.Sigmoid));
}
