using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests.Layers;

/// <summary>A way to make a layer, and the shape of an input to try it with.</summary>
/// <param name="Input">The input's shape; its first axis is the batch.</param>
/// <param name="Create">Makes the layer anew.</param>
/// <param name="Text">The layer as one would write it, for messages.</param>
public sealed record LayerCase(Shape Input, Func<Layer> Create, string Text)
{
    public override string ToString() => $"{Text} of {Input}";
}
