using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>
/// A loss of predicted probabilities p of yes, against targets y: 1 for yes, 0 for no. Over logits the sigmoid is part of the loss, in a form that stays exact in both tails; over
/// probabilities, p is taken to lie in [1e-7, 1 − 1e-7], with no gradient outside. Unless a loss says otherwise it is the mean over all elements, and a target
/// between 0 and 1 mixes the losses of both labels. NaN in the predictions or targets gives NaN.
/// </summary>
public abstract class BinaryLoss
{
    // Losses are made of the kernels of this library.
    private protected BinaryLoss()
    {
    }

    /// <summary>The loss of a batch of logits.</summary>
    /// <param name="logits">Any shape with at least one element.</param>
    /// <param name="targets">Of the same shape, in [0, 1]; constants to the gradient.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentException">Shapes that differ, no element, or a target outside [0, 1]; the message has its place.</exception>
    public Tensor Of(Logits logits, Tensor targets) => Compute(logits.Tensor, areLogits: true, targets);

    /// <summary>The loss of a batch of probabilities.</summary>
    /// <param name="probabilities">Any shape with at least one element.</param>
    /// <param name="targets">Of the same shape, in [0, 1]; constants to the gradient.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentException">Shapes that differ, no element, or a target outside [0, 1]; the message has its place.</exception>
    public Tensor Of(Probabilities probabilities, Tensor targets) => Compute(probabilities.Tensor, areLogits: false, targets);

    private protected abstract Tensor Compute(Tensor input, bool areLogits, Tensor targets);
}
