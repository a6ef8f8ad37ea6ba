using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Norms;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = w·(x − mean)/√(variance + ε) + b for each channel: with the statistics of the batch in training, with the running ones in evaluation.</summary>
/// <remarks>N samples, C channels, P places (the product of all axes behind the second). x: [N, C, …].</remarks>
internal sealed unsafe class BatchNormNode : Node
{
    private Node _input = null!;
    private Node _weight = null!;
    private Node _bias = null!;
    private void* _moments;

    private int Samples => Shape[0];

    private int Channels => Shape[1];

    private long Places => Shape.Count / Math.Max(1, (long)Samples * Channels);

    private nuint ChannelBytes => (nuint)Channels * (nuint)Engine.ElementSize;

    private void* Inverse => (byte*)_moments + ChannelBytes;

    private long Rows => Places == 1 ? Samples : (long)Samples * Channels;

    private long RowCost => Math.Max(16, 2 * (Places == 1 ? Channels : Places));

    public static Tensor Compute(Tensor input, Tensor weight, Tensor bias, Node runningMean, Node runningVariance, double momentum, double epsilon)
    {
        var engine = input.Engine;
        var node = engine.Record<BatchNormNode>();
        node._input = input.Node;
        node._weight = weight.Node;
        node._bias = bias.Node;
        node.Begin(engine, input.Shape, input.Node.NeedsGradient || weight.Node.NeedsGradient || bias.Node.NeedsGradient);
        node._moments = engine.Heap.Rent(2 * node.ChannelBytes);
        var moments = new ChannelMomentsKernel
        {
            Input = engine.IsTraining ? node._input.Data : null,
            Mean = node._moments,
            Inverse = node.Inverse,
            RunningMean = runningMean.Data,
            RunningVariance = runningVariance.Data,
            Samples = node.Samples,
            Channels = node.Channels,
            Places = node.Places,
            Momentum = momentum,
            Epsilon = epsilon,
        };
        engine.Run(moments, ChannelMomentsKernel.Items(node.Channels, node.Places), node.ChannelCost);
        var norm = node.Norm();
        norm.Bias = node._bias.Data;
        norm.Output = node.Data;
        engine.Run(norm, node.Rows, node.RowCost);
        return new Tensor(node);
    }

    private long ChannelCost => Math.Max(16, Samples * Places * (Places == 1 ? ChannelMomentsKernel.Group : 1));

    public override void Backward()
    {
        // y = w·x̂ + b: ∂b = Σ ∂y, ∂w = Σ ∂y·x̂, ∂x = w/σ · (∂y − (∂b + x̂·∂w)/n)
        var sums = Engine.Heap.Rent(2 * ChannelBytes);
        var products = (byte*)sums + ChannelBytes;
        var slopes = new ChannelSlopesKernel
        {
            Input = _input.Data,
            Gradient = Gradient,
            Mean = _moments,
            Inverse = Inverse,
            Sums = sums,
            Products = products,
            Samples = Samples,
            Channels = Channels,
            Places = Places,
        };
        Engine.Run(slopes, ChannelMomentsKernel.Items(Channels, Places), ChannelCost);
        Add(_bias, sums);
        Add(_weight, products);
        if (_input.NeedsGradient)
        {
            var norm = Norm();
            norm.Gradient = Gradient;
            norm.Sums = sums;
            norm.Products = products;
            norm.Output = _input.GradientTarget(out norm.Accumulate);
            Engine.Run(norm, Rows, RowCost);
        }

        Engine.Heap.Return(sums, 2 * ChannelBytes);
    }

    public override void End()
    {
        if (_moments is not null)
            Engine.Heap.Return(_moments, 2 * ChannelBytes);
        _moments = null;
        base.End();
    }

    private void Add(Node parameter, void* share)
    {
        if (!parameter.NeedsGradient)
            return;
        var target = parameter.GradientTarget(out var accumulate);
        Engine.Run(new AddKernel { Source = share, Destination = target, Accumulate = accumulate, Scale = 1 }, Channels, 1);
    }

    private ChannelNormKernel Norm() => new()
    {
        Input = _input.Data,
        Mean = _moments,
        Inverse = Inverse,
        Weight = _weight.Data,
        Samples = Samples,
        Channels = Channels,
        Places = Places,
    };
}
