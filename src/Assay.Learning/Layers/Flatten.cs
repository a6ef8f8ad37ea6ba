using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>All axes from <paramref name="start"/> on as one: [N, …] → [N, numbers of a sample]. No copy.</summary>
/// <param name="start">The first axis to be joined; 1 by default.</param>
public sealed class Flatten(int start = 1) : Layer
{
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => input.Flatten(start);
}
