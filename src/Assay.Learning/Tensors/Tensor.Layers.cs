using Assay.Learning.Autograd.Operations;
using Assay.Learning.Layers;

namespace Assay.Learning.Tensors;

// Whole layers as operations.
public readonly partial struct Tensor
{
    /// <summary>residual + dropout(f(x·Wᵀ + b)), in one pass over the output.</summary>
    /// <param name="weight">W, [outputs, inputs].</param>
    /// <param name="bias">b, [outputs]; none when null.</param>
    /// <param name="activation">f; the identity by default.</param>
    /// <param name="dropout">Probability in [0, 1) that a number is dropped in training.</param>
    /// <param name="residual">Added at the end, of the output's shape; none when null.</param>
    /// <returns>[…, outputs] for this tensor of shape […, inputs].</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public Tensor Linear(Tensor weight, Tensor? bias = null, Activation activation = Activation.None, double dropout = 0, Tensor? residual = null) =>
        LinearNode.Compute(this, weight, bias, activation, dropout, residual);

    /// <summary>f of every number.</summary>
    /// <param name="function">f.</param>
    public Tensor Apply(Activation function) => function == Activation.None ? this : ActivationNode.Compute(this, function);

    /// <summary>In training, 0 with the given probability, else divided by 1 − probability; the same tensor when evaluating.</summary>
    /// <param name="probability">In [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside, or NaN.</exception>
    public Tensor Dropout(double probability)
    {
        Throw.IfNotProbabilityBelowOne(probability);
        return probability == 0 || !Engine.IsTraining ? this : DropoutNode.Compute(this, probability);
    }
}
