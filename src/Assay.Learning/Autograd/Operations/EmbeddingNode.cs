using Assay.Learning.Kernels.Copies;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y[i] = W[token i]. The gradient of a row of W is the sum over the places of its token in their order, so that it does not depend on the threads.</summary>
internal sealed unsafe class EmbeddingNode : Node
{
    private Node _weight = null!;
    private Indices _tokens;

    public static Tensor Compute(Tensor weight, Indices tokens)
    {
        var table = weight.Shape;
        if (table.Rank != 2)
            throw Throw.Shapes("Embedding", table, "[tokens, width]");
        if (tokens.Shape.Rank == Shape.MaximumRank)
            throw new ArgumentException($"Embedding takes tokens with at most {Shape.MaximumRank - 1} axes; they have shape {tokens.Shape}.", nameof(tokens));
        var values = tokens.Values;
        for (var place = 0; place < values.Length; place++)
        {
            if ((uint)values[place] >= (uint)table[0])
                throw new ArgumentOutOfRangeException(nameof(tokens), values[place], $"Token {place} is {values[place]}; with {table[0]} rows in the embedding tokens are 0 to {table[0] - 1}.");
        }

        Span<int> sizes = stackalloc int[Shape.MaximumRank];
        tokens.Shape.CopyTo(sizes);
        sizes[tokens.Shape.Rank] = table[1];
        var node = weight.Engine.Record<EmbeddingNode>();
        node._weight = weight.Node;
        node._tokens = tokens;
        node.Begin(weight.Engine, Shape.Create(sizes[..(tokens.Shape.Rank + 1)]), weight.Node.NeedsGradient);
        node.Engine.Run(new EmbeddingKernel { Table = node._weight.Data, Tokens = tokens.Data, Output = node.Data, Columns = table[1] }, values.Length, table[1]);
        return new Tensor(node);
    }

    public override void Backward()
    {
        var (rows, columns) = (_weight.Shape[0], _weight.Shape[1]);
        var tokens = _tokens.Values;

        // The places sorted by token, equal ones in order: where each token's begin, and the places.
        var bytes = checked((nuint)(rows + 2 + tokens.Length) * sizeof(int));
        var block = (int*)Engine.Heap.Rent(bytes);
        var starts = block;
        var places = starts + rows + 2;
        new Span<int>(starts, rows + 2).Clear();
        foreach (var token in tokens)
            starts[token + 2]++;
        for (var row = 2; row < rows + 2; row++)
            starts[row] += starts[row - 1];
        for (var place = 0; place < tokens.Length; place++)
            places[starts[tokens[place] + 1]++] = place;

        var kernel = new EmbeddingGradientKernel { Gradient = Gradient, Starts = starts, Places = places, Columns = columns };
        kernel.Target = _weight.GradientTarget(out kernel.Accumulate);
        Engine.Run(kernel, rows, columns * (1 + (tokens.Length / Math.Max(1L, rows))));
        Engine.Heap.Return(block, bytes);
    }

    public override void End()
    {
        _tokens = default;
        base.End();
    }
}
