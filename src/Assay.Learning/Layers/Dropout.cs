using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>
/// In training, sets each number to 0 with the given probability and divides the others by 1 − probability. The mask follows from the engine's seed,
/// the training step and the place in the model alone. Source: Srivastava et al. 2014 (inverted form).
/// </summary>
public sealed class Dropout : Layer
{
    /// <summary>A layer that drops with this probability.</summary>
    /// <param name="probability">In [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside, or NaN.</exception>
    public Dropout(double probability)
    {
        Throw.IfNotProbabilityBelowOne(probability);
        Probability = probability;
    }

    /// <summary>Probability of dropping, in [0, 1).</summary>
    public double Probability { get; }

    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => input.Dropout(Probability);
}
