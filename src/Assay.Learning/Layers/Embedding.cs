using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>A row of numbers for each token of a vocabulary. Parameter: <c>weight</c> [tokens, width], first normal with deviation 1, as in PyTorch.</summary>
public sealed class Embedding : Module
{
    /// <summary>A table.</summary>
    /// <param name="tokens">Size of the vocabulary, at least 1.</param>
    /// <param name="width">Numbers for each token, at least 1.</param>
    /// <param name="deviation">Standard deviation of the first values; 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or a negative deviation.</exception>
    public Embedding(int tokens, int width, double deviation = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        Weight = Declare("weight", [tokens, width], new Initializer.Normal(deviation));
    }

    /// <summary>The table, [tokens, width].</summary>
    public Parameter Weight { get; }

    /// <summary>The rows of these tokens: […] → […, width].</summary>
    /// <param name="tokens">0 … tokens − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A token outside the vocabulary; the message has its place.</exception>
    public Tensor Forward(Indices tokens) => Weight.Value.Embedding(tokens);
}
