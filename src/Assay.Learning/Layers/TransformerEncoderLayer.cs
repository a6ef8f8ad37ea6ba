using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>
/// A block of a transformer: attention and a perceptron of two layers, each added to its input. Parameters as in PyTorch's TransformerEncoderLayer:
/// <c>self_attn.*</c> (see <see cref="MultiHeadAttention"/>), <c>linear1.*</c>, <c>linear2.*</c>, <c>norm1.*</c>, <c>norm2.*</c>.
/// With <see cref="TransformerOptions.NormFirst"/> x ← x + f(norm(x)), else x ← norm(x + f(x)). With a causal mask it is a block of a decoder-only model.
/// </summary>
/// <remarks>Source: Vaswani et al. 2017; Xiong et al. 2020 for normalizing first.</remarks>
public sealed class TransformerEncoderLayer : Layer
{
    private readonly TransformerOptions _options;

    /// <summary>A block of these sizes.</summary>
    /// <param name="options">Sizes and settings.</param>
    /// <inheritdoc cref="TransformerOptions.Validate" path="/exception" />
    public TransformerEncoderLayer(TransformerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        SelfAttention = Declare("self_attn", new MultiHeadAttention(options.Width, options.Heads, options.Dropout, options.Bias));
        Linear1 = Declare("linear1", new Linear(options.Width, options.FeedForward, options.Bias));
        Linear2 = Declare("linear2", new Linear(options.FeedForward, options.Width, options.Bias));
        Norm1 = Declare("norm1", new LayerNorm(options.Width, options.NormEpsilon, options.Bias));
        Norm2 = Declare("norm2", new LayerNorm(options.Width, options.NormEpsilon, options.Bias));
    }

    /// <summary>Attention.</summary>
    public MultiHeadAttention SelfAttention { get; }

    /// <summary>To the hidden numbers.</summary>
    public Linear Linear1 { get; }

    /// <summary>Back from the hidden numbers.</summary>
    public Linear Linear2 { get; }

    /// <summary>The normalization of the attention's branch.</summary>
    public LayerNorm Norm1 { get; }

    /// <summary>The normalization of the perceptron's branch.</summary>
    public LayerNorm Norm2 { get; }

    /// <summary>[batch, tokens, width] → [batch, tokens, width], every token attending to every token.</summary>
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => Forward(input, AttentionMask.None);

    /// <summary>[batch, tokens, width] → [batch, tokens, width].</summary>
    /// <param name="input">[batch, tokens, width].</param>
    /// <param name="mask">Which tokens may be attended to.</param>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public Tensor Forward(Tensor input, AttentionMask mask)
    {
        if (_options.NormFirst)
            return Perceptron(SelfAttention.Forward(Norm1.Forward(input), mask, _options.Dropout, input));
        return Perceptron(Norm1.Forward(SelfAttention.Forward(input, mask, _options.Dropout, input)));
    }

    /// <summary>The last token's row of <see cref="Forward(Tensor, AttentionMask)"/>, without computing the others.</summary>
    /// <param name="input">[batch, tokens, width].</param>
    /// <param name="mask">Which tokens may be attended to.</param>
    /// <returns>[batch, width].</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public Tensor ForwardLast(Tensor input, AttentionMask mask = default)
    {
        // Before the normalization, so that in the backward pass that, which writes the whole gradient of the input, comes first.
        var last = input.SelectToken(-1);
        if (_options.NormFirst)
            return Perceptron(SelfAttention.ForwardLast(Norm1.Forward(input), mask, _options.Dropout, last));
        return Perceptron(Norm1.Forward(SelfAttention.ForwardLast(input, mask, _options.Dropout, last)));
    }

    private Tensor Perceptron(Tensor input)
    {
        var hidden = Linear1.Forward(_options.NormFirst ? Norm2.Forward(input) : input, _options.Activation, _options.Dropout);
        var sum = Linear2.Forward(hidden, Activation.None, _options.Dropout, input);
        return _options.NormFirst ? sum : Norm2.Forward(sum);
    }
}
