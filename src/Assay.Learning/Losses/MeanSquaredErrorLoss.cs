using Assay.Learning.Autograd.Operations;
using Assay.Learning.Tensors;

namespace Assay.Learning.Losses;

/// <summary>Mean of (x − y)² over all elements, as torch.nn.MSELoss.</summary>
public sealed class MeanSquaredErrorLoss
{
    /// <summary>The loss of a batch.</summary>
    /// <param name="predictions">Any shape with at least one element.</param>
    /// <param name="targets">Of the same shape; constants to the gradient.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentException">Shapes that differ, or no element.</exception>
#pragma warning disable CA1822 // Losses are objects that are passed around, with or without settings.
    public Tensor Of(Tensor predictions, Tensor targets) => SquaredErrorNode.Compute(predictions, targets);
#pragma warning restore CA1822
}
