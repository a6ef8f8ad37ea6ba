using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Products;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y[b, t, c] = x[b, t, c] + p[t, c].</summary>
internal sealed unsafe class AddPositionsNode : Node
{
    private Node _input = null!;
    private Node _positions = null!;

    public static Tensor Compute(Tensor input, Tensor positions)
    {
        var (shape, table) = (input.Shape, positions.Shape);
        if (table.Rank != 2 || shape.Rank != 3 || shape[2] != table[1] || shape[1] > table[0])
            throw Throw.Shapes("AddPositions", shape, $"[batch, tokens, width] with at most as many tokens as, and the width of, the positions {table}");
        var node = input.Engine.Record<AddPositionsNode>();
        node._input = input.Node;
        node._positions = positions.Node;
        node.Begin(input.Engine, shape, input.Node.NeedsGradient || positions.Node.NeedsGradient);
        var kernel = new AddPositionsKernel { Input = node._input.Data, Positions = node._positions.Data, Output = node.Data, Columns = shape[1] * shape[2] };
        node.Engine.Run(kernel, shape[0], kernel.Columns);
        return new Tensor(node);
    }

    public override void Backward()
    {
        if (_positions.NeedsGradient)
        {
            // ∂p[t] = Σ_b ∂y[b, t]; positions past the last token have none.
            var (batch, columns) = (Shape[0], Shape[1] * Shape[2]);
            var target = _positions.GradientTarget(out var accumulate);
            Engine.SumRows(new Matrix(Gradient, batch, columns), target, accumulate);
            if (!accumulate)
                Engine.Clear((byte*)target + ((nint)columns * Engine.ElementSize), _positions.Shape.Count - columns);
        }

        if (_input.NeedsGradient)
            PassGradient(_input);
    }
}
