using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>x + f(x). The parameters of f are named <c>layer.…</c>.</summary>
public sealed class Residual : Layer
{
    private readonly Layer _layer;

    /// <summary>A connection around a layer.</summary>
    /// <param name="layer">f, which keeps the shape.</param>
    public Residual(Layer layer) => _layer = Declare("layer", layer);

    /// <summary>Of the input's shape.</summary>
    /// <inheritdoc />
    public override Tensor Forward(Tensor input)
    {
        var output = _layer.Forward(input);
        // An addition would repeat the smaller of the two.
        if (output.Shape != input.Shape)
            throw new ArgumentException($"Residual got a tensor of shape {input.Shape}, of which its {_layer.GetType().Name} made {output.Shape}; it takes a layer that keeps the shape.");
        return input + output;
    }
}
