using Assay.Learning.Kernels.Reductions;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = factor · Σ x over one axis, which goes.</summary>
internal sealed unsafe class AxisSumNode : Node
{
    private Node _input = null!;
    private AxisView _view;
    private double _factor;

    public static Tensor Compute(Tensor input, int axis, bool mean)
    {
        var view = AxisView.Of(input.Shape, axis);
        var node = input.Engine.Record<AxisSumNode>();
        node._input = input.Node;
        node._view = view;
        node._factor = mean ? 1.0 / view.Length : 1;
        node.Begin(input.Engine, view.Resized(input.Shape, null), input.Node.NeedsGradient);
        var kernel = new AxisSumKernel { Input = node._input.Data, Output = node.Data, Length = view.Length, Inner = view.Inner, Factor = node._factor };
        node.Engine.Run(kernel, node.Shape.Count, view.Length);
        return new Tensor(node);
    }

    public override void Backward()
    {
        // y[o, i] = factor · Σₖ x[o, k, i]: ∂x[o, k, i] = factor · ∂y[o, i]
        var target = _input.GradientTarget(out var accumulate);
        var kernel = new AxisRepeatKernel { Input = Gradient, Output = target, Length = _view.Length, Inner = _view.Inner, Factor = _factor, Accumulate = accumulate };
        var rows = _view.Inner == 1 ? _view.Outer : _view.Outer * _view.Length;
        Engine.Run(kernel, rows, Math.Max(16, _view.Inner == 1 ? _view.Length : _view.Inner));
    }
}
