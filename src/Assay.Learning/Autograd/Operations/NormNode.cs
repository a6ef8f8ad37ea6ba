using Assay.Learning.Kernels.Norms;
using Assay.Learning.Kernels.Products;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = (x − μ)/√(σ² + ε) · w + b over the last axis. Keeps μ and 1/√(σ² + ε) of each row; the rest is computed again.</summary>
internal sealed unsafe class NormNode : Node
{
    private Node _input = null!;
    private Node? _weight;
    private Node? _bias;
    private bool _centers;
    private void* _means;
    private void* _scales;

    private nuint RowBytes => checked((nuint)Shape.Rows * (nuint)Engine.ElementSize);

    /// <param name="input">x, […, columns].</param>
    /// <param name="weight">w, [columns], or null.</param>
    /// <param name="bias">b, [columns], or null.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="centers">Whether μ is subtracted (layer normalization) or taken to be 0 (root mean square).</param>
    public static Tensor Compute(Tensor input, Tensor? weight, Tensor? bias, double epsilon, bool centers)
    {
        var what = centers ? "LayerNorm" : "RmsNorm";
        if (input.Shape.Rank == 0)
            throw Throw.Shapes(what, input.Shape, "[…, columns]");
        Shape wanted = [input.Shape.Last];
        if (weight is { } w && w.Shape != wanted)
            throw Throw.Shapes(what, input.Shape, $"[…, {w.Shape.Last}] for a weight of shape {w.Shape}");
        if (bias is { } b && b.Shape != wanted)
            throw Throw.Shapes($"{what}'s bias", b.Shape, wanted.ToString());

        var engine = input.Engine;
        var node = engine.Record<NormNode>();
        node._input = input.Node;
        node._weight = weight?.Node;
        node._bias = bias?.Node;
        node._centers = centers;
        node.Begin(engine, input.Shape, input.Node.NeedsGradient || node._weight is { NeedsGradient: true } || node._bias is { NeedsGradient: true });
        if (node.NeedsGradient)
        {
            node._means = engine.Heap.Rent(node.RowBytes);
            node._scales = engine.Heap.Rent(node.RowBytes);
        }

        var kernel = new NormKernel
        {
            Input = node._input.Data,
            Output = node.Data,
            Weight = node._weight is null ? null : node._weight.Data,
            Bias = node._bias is null ? null : node._bias.Data,
            Means = node._means,
            Scales = node._scales,
            Columns = input.Shape.Last,
            Epsilon = epsilon,
            Centers = centers,
        };
        engine.Run(kernel, input.Shape.Rows, 2L * input.Shape.Last);
        return new Tensor(node);
    }

    public override void Backward()
    {
        var columns = Shape.Last;
        var sumsNeeded = _weight is { NeedsGradient: true } || _bias is { NeedsGradient: true };
        var cost = 4L * columns;
        var parts = Engine.PartCount(Shape.Rows, cost);
        var sumBytes = checked((nuint)parts * 2 * (nuint)columns * (nuint)Engine.ElementSize);
        var kernel = new NormGradientKernel
        {
            Gradient = Gradient,
            Input = _input.Data,
            Weight = _weight is null ? null : _weight.Data,
            Means = _means,
            Scales = _scales,
            Sums = sumsNeeded ? Engine.Heap.Rent(sumBytes) : null,
            Columns = columns,
            Centers = _centers,
        };
        if (_input.NeedsGradient)
            kernel.Target = _input.GradientTarget(out kernel.Accumulate);
        Engine.Run(kernel, Shape.Rows, cost);
        if (!sumsNeeded)
            return;

        // ∂w and ∂b: the sums of the parts, in their order.
        Add(_weight, 0);
        Add(_bias, columns);
        Engine.Heap.Return(kernel.Sums, sumBytes);

        void Add(Node? parameter, int offset)
        {
            if (parameter is not { NeedsGradient: true })
                return;
            var first = (nint)kernel.Sums + (offset * Engine.ElementSize);
            Engine.SumRows(new Matrix(first, parts, columns, 2 * columns, IsTransposed: false), parameter.GradientTarget(out var accumulate), accumulate);
        }
    }

    public override void End()
    {
        if (_means is not null)
        {
            Engine.Heap.Return(_means, RowBytes);
            Engine.Heap.Return(_scales, RowBytes);
        }

        _means = _scales = null;
        base.End();
    }
}
