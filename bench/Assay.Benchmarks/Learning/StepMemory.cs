namespace Assay.Benchmarks.Learning;

/// <summary>The numbers that must be in memory at the widest moment of a training step, counted from the shapes alone.</summary>
/// <remarks>
/// A number has 4 bytes. Every parameter has a weight, a gradient and Adam's two moments. <em>Kept</em> is what the forward pass makes and the backward pass reads: the inputs,
/// and of every operation what its derivative needs, once. <em>Passing</em> is what is there beside it for a moment: the gradients of values between an operation and the one
/// before it, where those two or three are largest. Nothing else is counted: no scratch memory of products, no rounding, no second copy of anything. <em>Data</em> is what the caller
/// holds in arrays of its own and a step copies, as a data set is held by any program; it belongs to no model and is not among the bytes.
/// </remarks>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="Kept">Numbers that live from the forward pass to the backward pass.</param>
/// <param name="Passing">Numbers that live for a moment, at the widest one.</param>
/// <param name="Data">Numbers of the caller's arrays.</param>
internal sealed record StepMemory(long Parameters, long Kept, long Passing, long Data)
{
    /// <summary>Bytes of weights, gradients and two moments.</summary>
    public long ParameterBytes => 16 * Parameters;

    /// <summary>Bytes of kept values.</summary>
    public long KeptBytes => 4 * Kept;

    /// <summary>Bytes of passing values.</summary>
    public long PassingBytes => 4 * Passing;

    /// <summary>Bytes of the caller's arrays.</summary>
    public long DataBytes => 4 * Data;

    /// <summary>Parameters, kept and passing values together.</summary>
    public long Bytes => ParameterBytes + KeptBytes + PassingBytes;

    /// <summary>Linear layers with a rectifier and dropout between them, and binary cross-entropy of every output.</summary>
    /// <param name="batch">B rows.</param>
    /// <param name="sizes">Widths, the input's first.</param>
    public static StepMemory OfPerceptron(long batch, params ReadOnlySpan<long> sizes)
    {
        // Kept: the input and the output of each layer (∂W is a product with the former, the rectifier's slope is read off the latter), and the targets.
        var (parameters, kept, passing) = (0L, batch * (sizes[0] + sizes[^1]), 0L);
        for (var layer = 1; layer < sizes.Length; layer++)
        {
            parameters += (sizes[layer - 1] * sizes[layer]) + sizes[layer];
            kept += batch * sizes[layer];
            // Passing: the gradient of a layer's output, and that of its input (the first layer's has none) being made of it.
            passing = Math.Max(passing, batch * (sizes[layer] + (layer > 1 ? sizes[layer - 1] : 0)));
        }

        return new StepMemory(parameters, kept, passing, batch * (sizes[0] + sizes[^1]));
    }

    /// <summary>A sparse autoencoder with k of M features and its squared error.</summary>
    /// <param name="batch">N rows.</param>
    /// <param name="inputs">D.</param>
    /// <param name="features">M.</param>
    /// <param name="active">k.</param>
    public static StepMemory OfAutoencoder(long batch, long inputs, long features, long active)
    {
        // Weights of encoder and decoder and both biases.
        var parameters = (2 * inputs * features) + features + inputs;
        // Kept: x, x − b, the gradient of x̂ (made with the loss); of each code its value, feature and gradient.
        var kept = (3 * batch * inputs) + (3 * batch * active);
        // Passing: all of a row's features before the k largest are chosen.
        return new StepMemory(parameters, kept, batch * features, batch * inputs);
    }

    /// <summary>Rows of features → width, learned positions, blocks, the mean over tokens, a linear head, cross-entropy.</summary>
    public static StepMemory OfSequences(long batch, long tokens, long features, long width, long layers, long heads, long classes)
    {
        var rows = batch * tokens;
        var (block, kept, passing) = Block(rows, width, heads);
        var parameters = (features * width) + width + (tokens * width) + (layers * block) + (width * classes) + classes;
        // Kept besides: the input; the first block's input, positions added; the means; logits, and their gradient, made with the loss.
        return new StepMemory(parameters, (rows * features) + (rows * width) + (layers * kept) + (batch * width) + (2 * batch * classes), passing, (rows * features) + batch);
    }

    /// <summary>Nine patches a series → width, learned positions, blocks, a linear head over all nine, the mean over series, cross-entropy of two classes.</summary>
    public static StepMemory OfPatches(long batch, long series, long size, long width, long layers, long heads)
    {
        const long patches = 9, classes = 2;
        var rows = series * patches;
        var (block, kept, passing) = Block(rows, width, heads);
        var parameters = (size * width) + width + (patches * width) + (layers * block) + (patches * width * classes) + classes;
        // Kept besides: the patches; the first block's input; logits of series and of samples, and the latter's gradient.
        return new StepMemory(parameters, (rows * size) + (rows * width) + (layers * kept) + (series * classes) + (2 * batch * classes), passing, (rows * size) + (series * size / 16 * 80) + batch);
    }

    /// <summary>Four tokens, an embedding, positions, one block without normalization that is computed for the last token alone, logits over the prime's residues.</summary>
    public static StepMemory OfModularModel(long batch, long prime, long width, long heads, long hidden)
    {
        const long tokens = 4;
        var parameters = ((prime + 2) * width) + (tokens * width) + (4 * width * width) + (2 * width * hidden) + hidden + width + (width * prime);
        // Kept, all tokens: the ids, the block's input, keys and values.
        var all = tokens * (1 + width + (2 * width));
        // Kept, the last token: its row of the input, its query, the sums of its heads, what attention gave, the hidden row, the block's output, logits and their gradient.
        var last = (5 * width) + heads + hidden + (2 * prime);
        // Passing: the gradient of keys and values, that of the input being made of it, and the last token's two rows of it.
        var passing = (tokens * 3 * width) + (2 * width);
        return new StepMemory(parameters, batch * (all + last), batch * passing, batch * (tokens + 1));
    }

    /// <summary>A block that normalizes first, with a perceptron four times as wide, GELU and dropout.</summary>
    private static (long Parameters, long Kept, long Passing) Block(long rows, long width, long heads)
    {
        // Attention's four square matrices and the perceptron's eight, with biases; two normalizations.
        var parameters = (12 * width * width) + (9 * width) + (4 * width);
        // Attention: normalized 1, queries keys and values 3, heads 1, the sum with the block's input 1. Perceptron: normalized 1, hidden 4 and their slopes 4 (the exact
        // GELU's derivative is not to be had from its value), the sum 1. Each row's mean and scale of two normalizations, and a logarithm a head.
        var kept = rows * ((16 * width) + 4 + heads);
        // In the perceptron's backward pass: the gradient of the sum, which goes on past it, that of the second layer's output without what was dropped, and the hidden rows'.
        return (parameters, kept, rows * 6 * width);
    }
}
