using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>Mean of (x̂ − x)² of a sparse autoencoder plus λ·(Σ|z|)/N and, in training, a term of inactive features, in one pass.</summary>
internal sealed unsafe class SparseAutoencoderLossNode : Node
{
    private readonly SparseAutoencoderPass _pass = new();
    private Node _input = null!;
    private void* _slope;

    public override Node? LayerParameter => _pass.Encoder;

    public static Tensor Compute(SparseAutoencoder layer, Tensor input, double penalty, double auxiliary)
    {
        layer.Require(input);
        if (input.Shape.Count == 0)
            throw Throw.Shapes("SparseAutoencoder's loss", input.Shape, $"[rows, {layer.Inputs}] with at least one row");
        var node = input.Engine.Record<SparseAutoencoderLossNode>();
        node._input = input.Node;
        node.Begin(input.Engine, [], SparseAutoencoderPass.NeedsGradient(layer, input));
        if (node.NeedsGradient)
            node._slope = node.Engine.Heap.Rent(input.Node.Bytes);
        var loss = node._pass.Forward(layer, input, node.NeedsGradient, output: null, input.Node.Data, node._slope, penalty, auxiliary);
        if (node.Engine.Precision == Precision.Single)
            *(float*)node.Data = (float)loss;
        else
            *(double*)node.Data = loss;
        return new Tensor(node);
    }

    public override void Backward()
    {
        var upstream = Engine.Precision == Precision.Single ? *(float*)Gradient : *(double*)Gradient;
        if (upstream != 1)
            Engine.Run(new AddKernel { Source = _slope, Destination = _slope, Scale = upstream }, _input.Shape.Count, 1);
        _pass.Backward(_slope, hasCodeSlopes: true, upstream);
        if (_input.NeedsGradient)
        {
            // (x̂ − x)² depends on x as the target, too.
            var target = _input.GradientTarget(out var accumulate);
            Engine.Run(new AddKernel { Source = _slope, Destination = target, Accumulate = accumulate, Scale = -1 }, _input.Shape.Count, 1);
        }
    }

    public override void End()
    {
        if (NeedsGradient)
        {
            _pass.End();
            Engine.Heap.Return(_slope, _input.Bytes);
        }

        _slope = null;
        base.End();
    }
}
