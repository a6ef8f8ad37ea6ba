using Assay.Learning.Autograd.Operations;
using Assay.Learning.Layers;

namespace Assay.Learning.Tensors;

// Attention.
public readonly partial struct Tensor
{
    /// <summary>
    /// Self-attention: softmax(Q·Kᵀ/√D)·V for each head, of queries, keys and values that lie side by side in this tensor. Source: Vaswani et al. 2017, equation 1.
    /// </summary>
    /// <remarks>This tensor: [batch, tokens, 3 · width], queries first, then keys, then values; in each, head h has the numbers h·D … (h+1)·D − 1 with D = width/heads.</remarks>
    /// <param name="heads">Number of heads; divides the width.</param>
    /// <param name="mask">Which tokens may be attended to; all by default.</param>
    /// <param name="dropout">Probability in [0, 1) that a probability of attention is dropped in training.</param>
    /// <returns>[batch, tokens, width], the heads side by side.</returns>
    /// <exception cref="ArgumentException">A shape that does not fit, or a width that does not divide into the heads.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dropout outside its range.</exception>
    public Tensor Attention(int heads, AttentionMask mask = default, double dropout = 0) => AttentionNode.Compute(this, heads, mask, dropout);

    /// <summary>Attention of these queries, those of the last positions, to keys and values: the last rows of self-attention without the others.</summary>
    /// <remarks>This tensor: [batch, queries, width].</remarks>
    /// <param name="keysAndValues">[batch, tokens, 2 · width] with at least as many tokens as queries: keys first, then values.</param>
    /// <param name="heads">Number of heads; divides the width.</param>
    /// <param name="mask">Which tokens may be attended to; all by default. With a causal mask the last query sees every token, the one before all but one, and so on.</param>
    /// <param name="dropout">Probability in [0, 1) that a probability of attention is dropped in training.</param>
    /// <returns>[batch, queries, width].</returns>
    /// <exception cref="ArgumentException">A shape that does not fit, or a width that does not divide into the heads.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dropout outside its range.</exception>
    public Tensor AttentionTo(Tensor keysAndValues, int heads, AttentionMask mask = default, double dropout = 0) =>
        AttentionNode.Compute(this, keysAndValues, heads, mask, dropout);
}
