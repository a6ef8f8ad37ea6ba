using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Products;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = f(a, b), element by element; the operand with fewer axes is repeated.</summary>
/// <typeparam name="TFunction">f.</typeparam>
internal sealed unsafe class BinaryNode<TFunction> : Node
    where TFunction : struct, IBinaryFunction
{
    private Node _left = null!;
    private Node _right = null!;

    public static Tensor Compute(Tensor left, Tensor right)
    {
        var shape = left.Shape.Rank >= right.Shape.Rank ? left.Shape : right.Shape;
        if (!EndsIn(shape, left.Shape) || !EndsIn(shape, right.Shape))
            throw new ArgumentException($"{TFunction.Name} takes two tensors of one shape, or one whose shape ends in that of the other; they have {left.Shape} and {right.Shape}.");
        var node = left.Engine.Record<BinaryNode<TFunction>>();
        node._left = left.Node;
        node._right = right.Node;
        node.Begin(left.Engine, shape, left.Node.NeedsGradient || right.Node.NeedsGradient);
        node.Run(gradient: null, ofLeft: false, node.Data, accumulate: false);
        return new Tensor(node);
    }

    public override void Backward()
    {
        // y = f(a, b): ∂a = ∂y · ∂f/∂a, ∂b = ∂y · ∂f/∂b; what was repeated gets the sum over its repetitions.
        Add(_right, ofLeft: false);
        if (typeof(TFunction) == typeof(SumFunction) && _left.NeedsGradient && _left.Shape.Count == Shape.Count)
            PassGradient(_left);
        else
            Add(_left, ofLeft: true);
    }

    private static bool EndsIn(Shape shape, Shape end)
    {
        for (var axis = 1; axis <= end.Rank; axis++)
        {
            if (shape[-axis] != end[-axis])
                return false;
        }

        return true;
    }

    private void Add(Node input, bool ofLeft)
    {
        if (!input.NeedsGradient)
            return;
        var target = input.GradientTarget(out var accumulate);
        if (input.Shape.Count == Shape.Count)
        {
            Run(Gradient, ofLeft, target, accumulate);
            return;
        }

        var shares = Engine.Heap.Rent(Bytes);
        Run(Gradient, ofLeft, shares, accumulate: false);
        if (input.Shape.Count == 1)
            TotalNode.Sum(Engine, shares, Shape.Count, 1, target, accumulate);
        else
            Engine.SumRows(new Matrix(shares, checked((int)(Shape.Count / Math.Max(1, input.Shape.Count))), checked((int)input.Shape.Count)), target, accumulate);
        Engine.Heap.Return(shares, Bytes);
    }

    private void Run(void* gradient, bool ofLeft, void* output, bool accumulate)
    {
        var kernel = new BinaryKernel<TFunction>
        {
            Left = new Repeated(_left.Data, _left.Shape.Count),
            Right = new Repeated(_right.Data, _right.Shape.Count),
            Gradient = gradient,
            OfLeft = ofLeft,
            Output = output,
            Accumulate = accumulate,
        };
        Engine.Run(kernel, Shape.Count, 1);
    }
}
