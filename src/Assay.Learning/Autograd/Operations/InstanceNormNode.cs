using Assay.Learning.Kernels.Norms;
using Assay.Learning.Kernels.Products;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = w·(x − mean)/deviation + b over the last axis of each sample and channel, or the way back.</summary>
/// <remarks>B samples, C channels, T steps. x: [B, C, T], w and b: [C], statistics: [2, B, C], means and then deviations.</remarks>
internal sealed unsafe class InstanceNormNode : Node
{
    private Node _input = null!;
    private Node _statistics = null!;
    private Node _weight = null!;
    private Node _bias = null!;
    private double _epsilon;
    private bool _back;

    private long Rows => (long)Shape[0] * Shape[1];

    private long RowCost => Math.Max(16, Shape[2] * 4L);

    private nuint RowBytes => (nuint)Rows * (nuint)Engine.ElementSize;

    private void* Mean => _statistics.Data;

    private void* Deviation => (byte*)_statistics.Data + RowBytes;

    /// <summary>Means and deviations of x: no gradient goes into them by themselves, see <see cref="Compute"/>.</summary>
    public static Tensor Statistics(Tensor input, double epsilon)
    {
        var shape = input.Shape;
        var node = input.Engine.Record<InputNode>();
        node.Begin(input.Engine, [2, shape[0], shape[1]], needsGradient: false);
        var rows = (long)shape[0] * shape[1];
        var moments = new RowMomentsKernel { Input = input.Node.Data, Mean = node.Data, Deviation = (byte*)node.Data + (rows * node.Engine.ElementSize), Width = shape[2], Epsilon = epsilon };
        node.Engine.Run(moments, rows, Math.Max(16, shape[2] * 2L));
        return new Tensor(node);
    }

    public static Tensor Compute(Tensor input, Tensor statistics, Tensor weight, Tensor bias, double epsilon, bool back)
    {
        var node = input.Engine.Record<InstanceNormNode>();
        node._input = input.Node;
        node._statistics = statistics.Node;
        node._weight = weight.Node;
        node._bias = bias.Node;
        node._epsilon = epsilon;
        node._back = back;
        node.Begin(input.Engine, input.Shape, input.Node.NeedsGradient || weight.Node.NeedsGradient || bias.Node.NeedsGradient);
        var kernel = new InstanceNormKernel
        {
            Input = node._input.Data,
            Mean = node.Mean,
            Deviation = node.Deviation,
            Weight = node._weight.Data,
            Bias = node._bias.Data,
            Output = node.Data,
            Channels = node.Shape[1],
            Width = node.Shape[2],
            Back = back,
        };
        node.Engine.Run(kernel, node.Rows, node.RowCost);
        return new Tensor(node);
    }

    public override void Backward()
    {
        // See the kernel: each row gives ∂x and its shares in ∂w and ∂b, which are then added up over the samples.
        var shares = Engine.Heap.Rent(2 * RowBytes);
        var kernel = new InstanceNormGradientKernel
        {
            Input = _input.Data,
            Gradient = Gradient,
            Mean = Mean,
            Deviation = Deviation,
            Weight = _weight.Data,
            Bias = _bias.Data,
            WeightShares = shares,
            BiasShares = (byte*)shares + RowBytes,
            Channels = Shape[1],
            Width = Shape[2],
            Epsilon = _epsilon,
            Back = _back,
        };
        if (_input.NeedsGradient)
            kernel.Output = _input.GradientTarget(out kernel.Accumulate);
        Engine.Run(kernel, Rows, RowCost);
        Add(_weight, kernel.WeightShares);
        Add(_bias, kernel.BiasShares);
        Engine.Heap.Return(shares, 2 * RowBytes);
    }

    private void Add(Node parameter, void* shares)
    {
        if (parameter.NeedsGradient)
            Engine.SumRows(new Matrix(shares, Shape[0], Shape[1]), parameter.GradientTarget(out var accumulate), accumulate);
    }
}
