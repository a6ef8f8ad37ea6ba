using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Kernels.Products;

namespace Assay.Learning.Kernels.Attention;

/// <summary>The gradients of <see cref="TileAttention"/>, by the formulas of <see cref="SmallAttentionGradient"/>, block of queries by block. Items are (sample, head).</summary>
internal unsafe struct TileAttentionGradient : IKernel
{
    private const int BlockRows = TileAttention.BlockRows;

    public AttentionArguments Arguments;

    /// <summary>Bytes of scratch memory.</summary>
    public static nuint ScratchBytes(in AttentionArguments a)
    {
        var (tokens, size) = (Padded(a.TokenCount), Padded(a.HeadSize));
        return checked((nuint)((2L * (a.HeadSize + BlockRows) * tokens) + tokens + ((3L * (a.TokenCount + BlockRows)) * size)) * sizeof(float));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var item = part.Start; item < part.End; item++)
            Head<T, V>(item, (float*)part.Scratch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Head<T, V>(long item, float* scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var (queries, tokens, size) = (Arguments.QueryCount, Arguments.TokenCount, Arguments.HeadSize);
        var (tokensPadded, sizePadded) = (Padded(tokens), Padded(size));
        var width = TileLanes.Width<V>();
        var (sample, head) = (item / Arguments.Heads, (int)(item % Arguments.Heads));

        var keysAcross = scratch;                                       // [D, T']: Kᵀ
        var valuesAcross = keysAcross + ((nint)size * tokensPadded);    // [D, T']: Vᵀ
        var scores = valuesAcross + ((nint)size * tokensPadded);        // [block, T']: S, then P′
        var slopes = scores + ((nint)BlockRows * tokensPadded);         // [block, T']: ∂P′, then scale·∂S
        var bias = slopes + ((nint)BlockRows * tokensPadded);           // [T']
        var keyCopy = bias + tokensPadded;                              // [T, D']
        var keySlopes = keyCopy + ((nint)tokens * sizePadded);          // [T, D']: ∂K
        var valueSlopes = keySlopes + ((nint)tokens * sizePadded);      // [T, D']: ∂V
        var queryCopy = valueSlopes + ((nint)tokens * sizePadded);      // [block, D']
        var gradientCopy = queryCopy + ((nint)BlockRows * sizePadded);  // [block, D']
        var querySlopes = gradientCopy + ((nint)BlockRows * sizePadded); // [block, D']: ∂Q

        var first = (nint)head * size;
        var query = (sample * Arguments.QueryBatch) + first;
        var key = (sample * Arguments.KeyBatch) + first;
        var keys = (float*)Arguments.Keys + key;
        SmallGemm.PackTransposed(width, keys, Arguments.KeyRow, tokens, size, keysAcross, tokensPadded);
        SmallGemm.PackTransposed(width, (float*)Arguments.Values + key, Arguments.KeyRow, tokens, size, valuesAcross, tokensPadded);
        var keyRow = TileLanes.Padded<T, V>(ref keys, Arguments.KeyRow, tokens, size, keyCopy);
        if (Arguments.Present is not null)
            TileLanes.FillBias(Arguments, sample, bias);

        var edge = stackalloc T[2 * V.Count];
        TileLanes.FillEdge<T, V>(edge);

        // From the last block to the first, as the last one sees every token and so writes all of ∂K and ∂V, to which the others add.
        var last = (queries - 1) / BlockRows * BlockRows;
        for (var start = last; start >= 0; start -= BlockRows)
        {
            var rows = Math.Min(BlockRows, queries - start);
            var columns = Arguments.Visible(start + rows - 1);
            var columnsPadded = Padded(columns);
            var q = (float*)Arguments.Queries + query + (start * Arguments.QueryRow);
            var output = (sample * Arguments.OutputBatch) + first + (start * Arguments.OutputRow);
            var g = (float*)Arguments.Gradient + output;
            var outputs = (T*)Arguments.Output + output;

            // S = scale · Q·Kᵀ and ∂P′ = ∂O·Vᵀ
            SmallGemm.Multiply(width, rows, columnsPadded, size, (float)Arguments.Scale, q, Arguments.QueryRow, 1, keysAcross, tokensPadded, padded: true, scores, tokensPadded, accumulate: false);
            SmallGemm.Multiply(width, rows, columnsPadded, size, 1, g, Arguments.OutputRow, 1, valuesAcross, tokensPadded, padded: true, slopes, tokensPadded, accumulate: false);
            for (var i = 0; i < rows; i++)
            {
                var dot = Dot<T, V>((T*)(g + (i * Arguments.OutputRow)), outputs + (i * Arguments.OutputRow), size);
                var logSum = T.CreateTruncating(((float*)Arguments.LogSums)[(item * queries) + start + i]);
                var row = (nint)i * tokensPadded;
                var end = Softmax<T, V>((T*)(scores + row), (T*)(slopes + row), (T*)bias, Arguments.Visible(start + i), edge, dot, logSum, Arguments.DropoutIndex(sample, head, start + i, 0));
                TileLanes.Clear<T, V>((T*)(scores + row), end, columnsPadded);
                TileLanes.Clear<T, V>((T*)(slopes + row), end, columnsPadded);
            }

            if (Arguments.QueryTarget is not null)
            {
                // ∂Q = ∂S·K
                SmallGemm.Multiply(width, rows, sizePadded, columns, 1, slopes, tokensPadded, 1, keys, keyRow, padded: true, querySlopes, sizePadded, accumulate: false);
                for (var i = 0; i < rows; i++)
                {
                    TileLanes.Write<T, V>(
                        (T*)(querySlopes + ((nint)i * sizePadded)), size, T.One, (T*)Arguments.QueryTarget + query + ((start + i) * Arguments.QueryRow), Arguments.AccumulateQueries);
                }
            }

            if (Arguments.KeyTarget is not null)
            {
                // ∂V = P′ᵀ·∂O and ∂K = ∂Sᵀ·Q
                var gradientRow = TileLanes.Padded<T, V>(ref g, Arguments.OutputRow, rows, size, gradientCopy);
                var queryRow = TileLanes.Padded<T, V>(ref q, Arguments.QueryRow, rows, size, queryCopy);
                SmallGemm.Multiply(width, columns, sizePadded, rows, 1, scores, 1, tokensPadded, g, gradientRow, padded: true, valueSlopes, sizePadded, accumulate: start != last);
                SmallGemm.Multiply(width, columns, sizePadded, rows, 1, slopes, 1, tokensPadded, q, queryRow, padded: true, keySlopes, sizePadded, accumulate: start != last);
            }
        }

        if (Arguments.KeyTarget is null)
            return;
        for (var j = 0; j < tokens; j++)
        {
            var from = (nint)j * sizePadded;
            TileLanes.Write<T, V>((T*)(keySlopes + from), size, T.One, (T*)Arguments.KeyTarget + key + (j * Arguments.KeyRow), Arguments.AccumulateKeys);
            TileLanes.Write<T, V>((T*)(valueSlopes + from), size, T.One, (T*)Arguments.ValueTarget + key + (j * Arguments.KeyRow), Arguments.AccumulateKeys);
        }
    }

    /// <summary>rowsum(P∘∂P), which is ∂o·o.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Dot<T, V>(T* left, T* right, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var sum = V.Zero;
        var c = 0;
        for (; c + V.Count <= count; c += V.Count)
            sum = V.MultiplyAdd(V.Load(left + c), V.Load(right + c), sum);
        if (c < count)
            sum = V.MultiplyAdd(V.Load(left + c, count - c), V.Load(right + c, count - c), sum);
        return sum.Sum();
    }

    /// <summary>Scores become P′, gradients of P′ become scale·∂S, up to the end of the last visible token's register, which is returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly int Softmax<T, V>(T* scores, T* slopes, T* bias, int visible, T* edge, T dot, T logSum, ulong dropout)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var columns = TileLanes.Hide<T, V>(scores, visible, edge);
        var hasBias = Arguments.Present is not null;
        var shift = V.Broadcast(logSum);
        var mean = V.Broadcast(dot);
        var scale = V.Broadcast(T.CreateTruncating(Arguments.Scale));
        var hash = new CounterHash(Arguments.Dropout.Key);
        var threshold = Arguments.Dropout.Threshold;
        var kept = V.Broadcast(T.CreateTruncating(Arguments.Dropout.Scale));
        for (var j = 0; j < columns; j += V.Count)
        {
            var score = V.Load(scores + j);
            if (hasBias)
                score += V.Load(bias + j);
            var p = TileLanes.Exp<T, V>(score - shift);
            if (threshold == 0)
            {
                p.Store(scores + j);
                (p * scale * (V.Load(slopes + j) - mean)).Store(slopes + j);
                continue;
            }

            var mask = V.Keep(kept, hash, dropout + (ulong)j, threshold);
            (p * mask).Store(scores + j);
            (p * scale * ((V.Load(slopes + j) * mask) - mean)).Store(slopes + j);
        }

        return columns;
    }

    private static int Padded(int count) => TileLanes.Padded(count);
}
