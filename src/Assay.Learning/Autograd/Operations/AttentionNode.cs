using Assay.Learning.Kernels.Attention;
using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>
/// softmax(Q·Kᵀ/√D, masked)·V for all samples and heads. Keeps one number a head and query, the logarithm of its sum of exponentials, and makes the probabilities
/// again in the backward pass, a block at a time; nothing of the size heads × queries × tokens is ever held. Source: Dao et al. 2022 (FlashAttention).
/// </summary>
/// <remarks>B batch, H heads, N queries, T tokens, D numbers of a head.</remarks>
internal sealed unsafe class AttentionNode : Node
{
    // Up to here a register of samples at a time is faster than small matrix products.
    private const int LongestSmall = 16;

    private Node _queries = null!;
    private Node _keys = null!;
    private AttentionArguments _arguments;
    private nuint _logSumBytes;

    private bool IsSmall => Engine.Precision == Precision.Double || !_arguments.DropsAlongKeys;

    private int Lanes => Engine.Precision == Precision.Double ? 1 : (int)Engine.Width / (8 * sizeof(float));

    private long Items => IsSmall ? (long)(_arguments.Batch + Lanes - 1) / Lanes * _arguments.Heads : (long)_arguments.Batch * _arguments.Heads;

    private long ItemCost => IsSmall
        ? Lanes * 4L * (_arguments.QueryCount + _arguments.TokenCount) * _arguments.HeadSize
        : 4L * _arguments.QueryCount * _arguments.TokenCount;

    /// <summary>Self-attention of packed [B, T, 3·H·D]: queries, keys, values one after another.</summary>
    public static Tensor Compute(Tensor packed, int heads, in AttentionMask mask, double dropout)
    {
        var shape = packed.Shape;
        if (shape.Rank != 3 || shape[2] % 3 != 0)
            throw Throw.Shapes("Attention", shape, "[batch, tokens, 3 · width]: queries, keys and values side by side");
        var width = shape[2] / 3;
        RequireHeads(width, heads);
        var node = packed.Engine.Record<AttentionNode>();
        node._queries = node._keys = packed.Node;
        node.Begin(packed.Engine, shape.WithLast(width), packed.Node.NeedsGradient);
        node.SetUp(width, heads, shape[1], mask, dropout, queryRow: shape[2], keyRow: shape[2], keyOffset: width);
        node.Forward();
        return new Tensor(node);
    }

    /// <summary>Attention of queries [B, N, H·D], those of the last N positions, to packed keys and values [B, T, 2·H·D].</summary>
    public static Tensor Compute(Tensor queries, Tensor keys, int heads, in AttentionMask mask, double dropout)
    {
        var (left, right) = (queries.Shape, keys.Shape);
        if (left.Rank != 3 || left[1] == 0)
            throw Throw.Shapes("Attention's queries", left, "[batch, queries, width] with at least one query");
        var width = left[2];
        if (right.Rank != 3 || right[0] != left[0] || right[1] < left[1] || right[2] != 2 * width)
            throw Throw.Shapes("Attention's keys and values", right, $"[{left[0]}, {left[1]} or more tokens, {2 * width}] for queries of shape {left}");
        RequireHeads(width, heads);
        var node = queries.Engine.Record<AttentionNode>();
        node._queries = queries.Node;
        node._keys = keys.Node;
        node.Begin(queries.Engine, left, queries.Node.NeedsGradient || keys.Node.NeedsGradient);
        node.SetUp(width, heads, right[1], mask, dropout, queryRow: width, keyRow: 2 * width, keyOffset: 0);
        node.Forward();
        return new Tensor(node);
    }

    /// <summary>Refuses a width that does not divide into heads.</summary>
    public static void RequireHeads(int width, int heads)
    {
        if (heads < 1 || width % heads != 0)
            throw new ArgumentException($"A width of {width} does not divide into {heads} heads; choose a number of heads that divides the width.", nameof(heads));
    }

    public override void Backward()
    {
        var arguments = _arguments;
        arguments.Gradient = Gradient;
        var packed = ReferenceEquals(_queries, _keys);
        if (_queries.NeedsGradient)
            arguments.QueryTarget = _queries.GradientTarget(out arguments.AccumulateQueries);
        if (packed)
        {
            arguments.KeyTarget = At(arguments.QueryTarget, Width);
            arguments.AccumulateKeys = arguments.AccumulateQueries;
        }
        else if (_keys.NeedsGradient)
        {
            arguments.KeyTarget = _keys.GradientTarget(out arguments.AccumulateKeys);
        }

        if (arguments.KeyTarget is not null)
            arguments.ValueTarget = At(arguments.KeyTarget, Width);

        if (IsSmall)
            Engine.Run(new SmallAttentionGradient { Arguments = arguments }, Items, 2 * ItemCost, SmallAttentionGradient.ScratchBytes(arguments, Lanes, Engine.ElementSize));
        else
            Engine.Run(new TileAttentionGradient { Arguments = arguments }, Items, 2 * ItemCost, TileAttentionGradient.ScratchBytes(arguments));
    }

    public override void End()
    {
        if (_arguments.LogSums is not null)
            Engine.Heap.Return(_arguments.LogSums, _logSumBytes);
        _arguments = default;
        base.End();
    }

    private int Width => Shape.Last;

    private void SetUp(int width, int heads, int tokens, in AttentionMask mask, double dropout, int queryRow, int keyRow, int keyOffset)
    {
        var (batch, queries) = (Shape[0], Shape[1]);
        Throw.IfNotProbabilityBelowOne(dropout);
        if (mask.Present is { } present && present.Shape != [batch, tokens])
            throw new ArgumentException($"The attention mask's padding has shape {present.Shape}; it takes [{batch}, {tokens}], a number for each token.", nameof(mask));
        _arguments = new AttentionArguments
        {
            Queries = _queries.Data,
            Keys = At(_keys.Data, keyOffset),
            Values = At(_keys.Data, keyOffset + width),
            Output = Data,
            QueryRow = queryRow,
            QueryBatch = (nint)queryRow * queries,
            KeyRow = keyRow,
            KeyBatch = (nint)keyRow * tokens,
            Batch = batch,
            Heads = heads,
            QueryCount = queries,
            TokenCount = tokens,
            HeadSize = width / heads,
            Scale = 1 / Math.Sqrt(Math.Max(1, width / heads)),
            Present = mask.Present is { } indices ? indices.Data : null,
            IsCausal = mask.IsCausal,
            Dropout = Engine.Dropout(dropout),
            DropsAlongKeys = tokens > LongestSmall,
        };
        if (!NeedsGradient)
            return;
        _logSumBytes = checked((nuint)(Items * (IsSmall ? Lanes : 1) * queries * Engine.ElementSize));
        _arguments.LogSums = Engine.Heap.Rent(_logSumBytes);
    }

    private void Forward()
    {
        if (IsSmall)
            Engine.Run(new SmallAttention { Arguments = _arguments }, Items, ItemCost, SmallAttention.ScratchBytes(_arguments, Lanes, Engine.ElementSize));
        else
            Engine.Run(new TileAttention { Arguments = _arguments }, Items, ItemCost, TileAttention.ScratchBytes(_arguments));
    }

    private void* At(void* data, int offset) => (byte*)data + ((nint)offset * Engine.ElementSize);
}
