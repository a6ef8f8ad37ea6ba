using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>The codes z of a sparse autoencoder, dense and without a gradient.</summary>
internal sealed unsafe class SparseCodeNode : Node
{
    private readonly SparseAutoencoderPass _pass = new();

    public override Node? LayerParameter => _pass.Encoder;

    public static Tensor Compute(SparseAutoencoder layer, Tensor input)
    {
        layer.Require(input);
        var node = input.Engine.Record<SparseCodeNode>();
        node.Begin(input.Engine, input.Shape.WithLast(layer.Features), needsGradient: false);
        var output = node.Engine.Heap.Rent(input.Node.Bytes);
        node._pass.Forward(layer, input, needsGradient: true, output, target: null, slope: null, penalty: 0);
        node._pass.WriteCodes(node.Data);
        node._pass.End();
        node.Engine.Heap.Return(output, input.Node.Bytes);
        return new Tensor(node);
    }

    public override void Backward()
    {
    }
}
