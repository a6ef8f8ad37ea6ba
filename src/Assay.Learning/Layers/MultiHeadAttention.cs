using Assay.Learning.Autograd.Operations;
using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>
/// Self-attention of several heads: x·Wᵀ + b gives queries, keys and values, each head computes softmax(Q·Kᵀ/√D)·V, and a linear layer mixes the heads.
/// Parameters, as in PyTorch's MultiheadAttention: <c>in_proj_weight</c> [3·width, width] (queries, keys, values), <c>in_proj_bias</c> [3·width],
/// <c>out_proj.weight</c> [width, width], <c>out_proj.bias</c> [width]. First values: Xavier uniform, uniform in ±1/√width for <c>out_proj.weight</c>, biases 0.
/// </summary>
public sealed class MultiHeadAttention : Layer
{
    private readonly Parameter _inWeight;
    private readonly Parameter? _inBias;

    /// <summary>Attention over rows of <paramref name="width"/> numbers.</summary>
    /// <param name="width">Numbers of a token, at least 1.</param>
    /// <param name="heads">Heads; divides the width.</param>
    /// <param name="dropout">Probability in [0, 1) that a probability of attention is dropped in training; 0 by default.</param>
    /// <param name="bias">Whether both linear maps have biases; true by default.</param>
    /// <exception cref="ArgumentException">The width does not divide into the heads.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A width below 1, or a dropout outside its range.</exception>
    public MultiHeadAttention(int width, int heads, double dropout = 0, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        AttentionNode.RequireHeads(width, heads);
        Throw.IfNotProbabilityBelowOne(dropout);
        Width = width;
        Heads = heads;
        Dropout = dropout;
        _inWeight = Declare("in_proj_weight", [3 * width, width], Initializer.XavierUniform(width, 3 * width));
        if (bias)
            _inBias = Declare("in_proj_bias", [3 * width], Initializer.Zeros);
        OutProjection = Declare("out_proj", new Linear(width, width, Initializer.KaimingUniform(width), bias ? Initializer.Zeros : null));
    }

    /// <summary>Numbers of a token.</summary>
    public int Width { get; }

    /// <summary>Heads.</summary>
    public int Heads { get; }

    /// <summary>Probability that a probability of attention is dropped in training.</summary>
    public double Dropout { get; }

    /// <summary>The layer that mixes the heads.</summary>
    public Linear OutProjection { get; }

    /// <summary>[batch, tokens, width] → [batch, tokens, width], every token attending to every token.</summary>
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => Forward(input, AttentionMask.None);

    /// <summary>residual + dropout(attention): [batch, tokens, width] → [batch, tokens, width].</summary>
    /// <param name="input">[batch, tokens, width].</param>
    /// <param name="mask">Which tokens may be attended to.</param>
    /// <param name="outputDropout">Probability in [0, 1) that a number of the result is dropped in training.</param>
    /// <param name="residual">Added at the end, of the input's shape; none when null.</param>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public Tensor Forward(Tensor input, AttentionMask mask, double outputDropout = 0, Tensor? residual = null)
    {
        var heads = input.Linear(_inWeight, _inBias?.Value).Attention(Heads, mask, Dropout);
        return OutProjection.Forward(heads, Activation.None, outputDropout, residual);
    }

    /// <summary>
    /// The last token's row of <see cref="Forward(Tensor, AttentionMask, double, Tensor?)"/>, without computing the others: keys and values of all tokens, all else of one.
    /// </summary>
    /// <param name="input">[batch, tokens, width].</param>
    /// <param name="mask">Which tokens may be attended to.</param>
    /// <param name="outputDropout">Probability in [0, 1) that a number of the result is dropped in training.</param>
    /// <param name="residual">Added at the end, [batch, width]; none when null.</param>
    /// <returns>[batch, width].</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public Tensor ForwardLast(Tensor input, AttentionMask mask = default, double outputDropout = 0, Tensor? residual = null)
    {
        if (input.Shape.Rank != 3 || input.Shape[2] != Width)
            throw Throw.Shapes("MultiHeadAttention", input.Shape, $"[batch, tokens, {Width}]");

        // Before keys and values, so that in the backward pass these, which write the whole gradient of the input, come first. Without normalization before
        // attention the residual is that row already.
        var last = residual is { Node: SelectTokenNode row } && row.IsLastOf(input.Node) ? residual.Value : input.SelectToken(-1);
        var (weight, bias) = (_inWeight.Value, _inBias?.Value);
        var keysAndValues = input.Linear(weight.View((long)Width * Width, [2 * Width, Width]), bias?.View(Width, [2 * Width]));
        var query = last.Linear(weight.View(0, [Width, Width]), bias?.View(0, [Width]));
        var batch = input.Shape[0];
        var heads = query.View(0, [batch, 1, Width]).AttentionTo(keysAndValues, Heads, mask, Dropout).View(0, [batch, Width]);
        return OutProjection.Forward(heads, Activation.None, outputDropout, residual);
    }
}
