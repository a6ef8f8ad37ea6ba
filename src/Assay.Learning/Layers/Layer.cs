using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>A module that makes one tensor of one tensor.</summary>
public abstract class Layer : Module
{
    /// <summary>Computes the layer's output.</summary>
    /// <param name="input">The input; each layer says which shapes it takes.</param>
    /// <exception cref="ArgumentException">The input's shape does not fit the layer; the message has both.</exception>
    public abstract Tensor Forward(Tensor input);
}
