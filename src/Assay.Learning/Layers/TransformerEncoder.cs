using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>Blocks one after another, and a normalization at the end if wanted. Parameters as in PyTorch: <c>layers.0.*</c>, <c>layers.1.*</c>, …, <c>norm.*</c>.</summary>
public sealed class TransformerEncoder : Layer
{
    private readonly TransformerEncoderLayer[] _layers;
    private readonly LayerNorm? _norm;

    /// <summary>Blocks of the same sizes, each with first values of its own.</summary>
    /// <param name="options">Sizes and settings of each block.</param>
    /// <param name="count">Number of blocks, at least 1.</param>
    /// <param name="finalNorm">Whether the result is normalized, which models that normalize first want; false by default, as in PyTorch.</param>
    /// <exception cref="ArgumentOutOfRangeException">No block, or a setting outside its range.</exception>
    /// <exception cref="ArgumentException">The width does not divide into the heads.</exception>
    public TransformerEncoder(TransformerOptions options, int count, bool finalNorm = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _layers = new TransformerEncoderLayer[count];
        for (var index = 0; index < count; index++)
            _layers[index] = Declare(string.Create(CultureInfo.InvariantCulture, $"layers.{index}"), new TransformerEncoderLayer(options));
        if (finalNorm)
            _norm = Declare("norm", new LayerNorm(options.Width, options.NormEpsilon, options.Bias));
    }

    /// <summary>The blocks in order.</summary>
    public IReadOnlyList<TransformerEncoderLayer> Layers => _layers;

    /// <summary>[batch, tokens, width] → [batch, tokens, width], every token attending to every token.</summary>
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => Forward(input, AttentionMask.None);

    /// <summary>[batch, tokens, width] → [batch, tokens, width].</summary>
    /// <param name="input">[batch, tokens, width].</param>
    /// <param name="mask">Which tokens may be attended to.</param>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public Tensor Forward(Tensor input, AttentionMask mask)
    {
        foreach (var layer in _layers)
            input = layer.Forward(input, mask);
        return _norm is null ? input : _norm.Forward(input);
    }

    /// <summary>The last token's row of <see cref="Forward(Tensor, AttentionMask)"/>; the last block does not compute the others, which nothing depends on.</summary>
    /// <param name="input">[batch, tokens, width].</param>
    /// <param name="mask">Which tokens may be attended to.</param>
    /// <returns>[batch, width].</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public Tensor ForwardLast(Tensor input, AttentionMask mask = default)
    {
        for (var index = 0; index < _layers.Length - 1; index++)
            input = _layers[index].Forward(input, mask);
        var last = _layers[^1].ForwardLast(input, mask);
        return _norm is null ? last : _norm.Forward(last);
    }
}
