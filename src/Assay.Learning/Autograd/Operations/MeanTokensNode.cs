using Assay.Learning.Kernels.Reductions;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y[b, c] = mean over t of x[b, t, c].</summary>
internal sealed unsafe class MeanTokensNode : Node
{
    private Node _input = null!;

    public static Tensor Compute(Tensor input)
    {
        var shape = input.Shape;
        if (shape.Rank != 3 || shape[1] == 0)
            throw Throw.Shapes("MeanTokens", shape, "[batch, tokens, width] with at least one token");
        var node = input.Engine.Record<MeanTokensNode>();
        node._input = input.Node;
        node.Begin(input.Engine, [shape[0], shape[2]], input.Node.NeedsGradient);
        node.Engine.Run(new MeanTokensKernel { Tokens = node._input.Data, Means = node.Data, Count = shape[1], Columns = shape[2] }, shape[0], (long)shape[1] * shape[2]);
        return new Tensor(node);
    }

    public override void Backward()
    {
        // ∂x[b, t] = ∂y[b]/T
        var kernel = new MeanTokensGradientKernel { Gradient = Gradient, Count = _input.Shape[1], Columns = _input.Shape[2] };
        kernel.Target = _input.GradientTarget(out kernel.Accumulate);
        Engine.Run(kernel, _input.Shape[0], (long)kernel.Count * kernel.Columns);
    }
}
