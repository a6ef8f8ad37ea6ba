using Assay.Learning.Kernels.Products;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>Y = A·B. A: […, K] seen as M rows, B: [K, N], Y: […, N].</summary>
internal sealed unsafe class ProductNode : Node
{
    private Node _left = null!;
    private Node _right = null!;

    public static Tensor Compute(Tensor left, Tensor right)
    {
        if (right.Shape.Rank != 2 || left.Shape.Rank == 0 || left.Shape.Last != right.Shape[0])
            throw new ArgumentException($"A matrix product takes […, K] and [K, N]; it got {left.Shape} and {right.Shape}.");
        var node = left.Engine.Record<ProductNode>();
        node._left = left.Node;
        node._right = right.Node;
        node.Begin(left.Engine, left.Shape.WithLast(right.Shape[1]), left.Node.NeedsGradient || right.Node.NeedsGradient);
        node.Engine.Multiply(MatrixOf(node._left, node._left.Data), MatrixOf(node._right, node._right.Data), node.Data, accumulate: false);
        return new Tensor(node);
    }

    public override void Backward()
    {
        // Y = A·B: ∂A = ∂Y·Bᵀ, ∂B = Aᵀ·∂Y
        var gradient = MatrixOf(this, Gradient);
        if (_left.NeedsGradient)
            Engine.Multiply(gradient, MatrixOf(_right, _right.Data).Transposed, _left.GradientTarget(out var accumulateLeft), accumulateLeft);
        if (_right.NeedsGradient)
            Engine.Multiply(MatrixOf(_left, _left.Data).Transposed, gradient, _right.GradientTarget(out var accumulateRight), accumulateRight);
    }

    private static Matrix MatrixOf(Node node, void* data) => new(data, checked((int)node.Shape.Rows), node.Shape.Last);
}
