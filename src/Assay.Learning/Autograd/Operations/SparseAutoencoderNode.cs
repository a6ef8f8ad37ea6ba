using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>The output x̂ of a sparse autoencoder.</summary>
internal sealed unsafe class SparseAutoencoderNode : Node
{
    private readonly SparseAutoencoderPass _pass = new();

    public override Node? LayerParameter => _pass.Encoder;

    public static Tensor Compute(SparseAutoencoder layer, Tensor input)
    {
        layer.Require(input);
        var node = input.Engine.Record<SparseAutoencoderNode>();
        node.Begin(input.Engine, input.Shape, SparseAutoencoderPass.NeedsGradient(layer, input));
        node._pass.Forward(layer, input, node.NeedsGradient, node.Data, target: null, slope: null, penalty: 0);
        return new Tensor(node);
    }

    public override void Backward() => _pass.Backward(Gradient, hasCodeSlopes: false, 1);

    public override void End()
    {
        if (NeedsGradient)
            _pass.End();
        base.End();
    }
}
