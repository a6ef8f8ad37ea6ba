using Assay.Learning.Autograd.Operations;
using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>
/// y = w·(x − mean)/√(variance + ε) + b for each channel. In training, mean and (biased) variance are those of the batch, and the running statistics move by
/// momentum towards them (towards the unbiased variance, as in PyTorch); in evaluation, the running statistics are used.
/// Parameters: <c>weight</c> [C] (1 at first), <c>bias</c> [C] (0); buffers <c>running_mean</c> [C] (0), <c>running_var</c> [C] (1), <c>num_batches_tracked</c> [].
/// Source: Ioffe and Szegedy 2015.
/// </summary>
public abstract class BatchNorm : Layer
{
    private readonly string _takes;

    private protected BatchNorm(int channels, double momentum, double epsilon, string takes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (!(momentum is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "The momentum of running statistics is in [0, 1].");
        if (!(epsilon > 0 && double.IsFinite(epsilon)))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "ε is a finite number above 0.");
        Channels = channels;
        Momentum = momentum;
        Epsilon = epsilon;
        _takes = takes;
        Weight = Declare("weight", [channels], Initializer.Ones);
        Bias = Declare("bias", [channels], Initializer.Zeros);
        RunningMean = DeclareBuffer("running_mean", [channels], Initializer.Zeros);
        RunningVariance = DeclareBuffer("running_var", [channels], Initializer.Ones);
        BatchesTracked = DeclareBuffer("num_batches_tracked", [], Initializer.Zeros);
    }

    /// <summary>C.</summary>
    public int Channels { get; }

    /// <summary>The share of a batch's statistics in the running ones, in [0, 1].</summary>
    public double Momentum { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>w, [C].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [C].</summary>
    public Parameter Bias { get; }

    /// <summary>The running mean, [C].</summary>
    public Parameter RunningMean { get; }

    /// <summary>The running unbiased variance, [C].</summary>
    public Parameter RunningVariance { get; }

    /// <summary>Training batches seen, one number.</summary>
    public Parameter BatchesTracked { get; }

    /// <summary>The input normalized, of the same shape.</summary>
    /// <inheritdoc />
    /// <exception cref="ArgumentException">Another shape; or in training only one value a channel, which has no variance.</exception>
    public override Tensor Forward(Tensor input)
    {
        var shape = input.Shape;
        if (!Takes(shape.Rank) || shape[1] != Channels)
            throw Throw.Shapes(GetType().Name, shape, _takes);
        if (input.Engine.IsTraining)
        {
            if (shape.Count < 2L * Channels)
                throw Throw.Shapes(GetType().Name, shape, "at least two values a channel in training, to have a variance");
            BatchesTracked.CopyFrom([(float)BatchesTracked.Value.Item + 1]);
        }

        return BatchNormNode.Compute(input, Weight, Bias, RunningMean.Node, RunningVariance.Node, Momentum, Epsilon);
    }

    private protected abstract bool Takes(int rank);
}
