using Assay.Learning.Autograd.Operations;

namespace Assay.Learning.Tensors;

// Sequences of tokens.
public readonly partial struct Tensor
{
    /// <summary>The rows of this table that tokens stand for. The gradient adds up in the order of the tokens, so it is the same on any number of threads.</summary>
    /// <remarks>This tensor: [rows, width].</remarks>
    /// <param name="tokens">Row numbers, 0 … rows − 1, of any shape with at most five axes.</param>
    /// <returns>The shape of the tokens and, as the last axis, the width.</returns>
    /// <exception cref="ArgumentException">This tensor is no table.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A token that the table lacks; the message has its place.</exception>
    public Tensor Embedding(Indices tokens) => EmbeddingNode.Compute(this, tokens);

    /// <summary>The numbers as whole numbers, for a data set whose features are token ids. Without a gradient.</summary>
    /// <returns>Of this tensor's shape, valid until the step ends.</returns>
    /// <exception cref="ArgumentException">A number is not whole, or further from 0 than single precision tells whole numbers apart (2²⁴); the message has its place.</exception>
    public Indices ToIndices() => Engine.ToIndices(Node);

    /// <summary>y[b, t, c] = x[b, t, c] + p[t, c].</summary>
    /// <param name="positions">p, [positions, width], at least as many as there are tokens.</param>
    /// <returns>[batch, tokens, width], as this tensor.</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public Tensor AddPositions(Tensor positions) => AddPositionsNode.Compute(this, positions);

    /// <summary>One token of each sample.</summary>
    /// <param name="token">Its position; negative numbers count from the end, −1 is the last.</param>
    /// <returns>[batch, width] of this tensor of shape [batch, tokens, width].</returns>
    /// <exception cref="ArgumentException">This tensor has another number of axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public Tensor SelectToken(int token) => SelectTokenNode.Compute(this, token);

    /// <summary>The mean over the tokens of each sample.</summary>
    /// <returns>[batch, width] of this tensor of shape [batch, tokens, width].</returns>
    /// <exception cref="ArgumentException">This tensor has another number of axes, or no tokens.</exception>
    public Tensor MeanTokens() => MeanTokensNode.Compute(this);

    /// <summary>Consecutive elements under a shape of their own, without a copy.</summary>
    internal Tensor View(long start, Shape shape) => ViewNode.Compute(this, start, shape);
}
