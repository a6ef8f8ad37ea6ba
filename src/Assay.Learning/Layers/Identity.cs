using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>The input itself: a place for a layer that an ablation takes out.</summary>
public sealed class Identity : Layer
{
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => input;
}
