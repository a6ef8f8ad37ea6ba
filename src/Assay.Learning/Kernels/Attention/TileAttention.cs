using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Kernels.Products;

namespace Assay.Learning.Kernels.Attention;

/// <summary>
/// Attention of longer sequences in single precision: blocks of queries against all the tokens that they may see, by small matrix products; a block's scores stay in
/// the first caches. Items are (sample, head).
/// </summary>
internal unsafe struct TileAttention : IKernel
{
    /// <summary>Queries of a block: whole tiles of 12 and of 8 rows, and few enough that a causal block skips most of what it may not see.</summary>
    public const int BlockRows = 24;

    public AttentionArguments Arguments;

    // B batch, N queries, T tokens, D numbers of a head; T' and D' rounded up to whole registers.

    /// <summary>Bytes of scratch memory.</summary>
    public static nuint ScratchBytes(in AttentionArguments a)
    {
        var (tokens, size) = (Padded(a.TokenCount), Padded(a.HeadSize));
        return checked((nuint)((((long)a.HeadSize + BlockRows) * tokens) + tokens + ((long)(a.TokenCount + BlockRows) * size)) * sizeof(float));
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

        var keys = scratch;                                    // [D, T']: Kᵀ
        var scores = keys + ((nint)size * tokensPadded);       // [block, T']
        var bias = scores + ((nint)BlockRows * tokensPadded);  // [T']
        var output = bias + tokensPadded;                      // [block, D']
        var values = output + ((nint)BlockRows * sizePadded);  // [T, D']

        var first = (nint)head * size;
        var query = (float*)Arguments.Queries + (sample * Arguments.QueryBatch) + first;
        var value = (float*)Arguments.Values + (sample * Arguments.KeyBatch) + first;
        SmallGemm.PackTransposed(width, (float*)Arguments.Keys + (sample * Arguments.KeyBatch) + first, Arguments.KeyRow, tokens, size, keys, tokensPadded);
        var valueRow = TileLanes.Padded<T, V>(ref value, Arguments.KeyRow, tokens, size, values);
        if (Arguments.Present is not null)
            TileLanes.FillBias(Arguments, sample, bias);

        var logSums = Arguments.LogSums is null ? null : (T*)Arguments.LogSums + (item * queries);
        var target = (T*)Arguments.Output + (sample * Arguments.OutputBatch) + first;
        var sums = stackalloc T[BlockRows];
        var tops = stackalloc T[BlockRows];
        var edge = stackalloc T[2 * V.Count];
        TileLanes.FillEdge<T, V>(edge);
        for (var start = 0; start < queries; start += BlockRows)
        {
            var rows = Math.Min(BlockRows, queries - start);
            var columns = Arguments.Visible(start + rows - 1);

            // scores = scale · Q·Kᵀ
            SmallGemm.Multiply(
                width, rows, Padded(columns), size, (float)Arguments.Scale, query + (start * Arguments.QueryRow), Arguments.QueryRow, 1, keys, tokensPadded, padded: true, scores, tokensPadded, accumulate: false);
            for (var i = 0; i < rows; i++)
            {
                var visible = Arguments.Visible(start + i);
                var row = (T*)(scores + ((nint)i * tokensPadded));
                var dropout = Arguments.DropoutIndex(sample, head, start + i, 0);
                (tops[i], sums[i]) = Softmax<T, V>(row, (T*)bias, visible, edge, dropout);
                TileLanes.Clear<T, V>(row, (visible + V.Count - 1) / V.Count * V.Count, Padded(columns));
            }

            Normalize<T, V>(tops, sums, rows, logSums is null ? null : logSums + start);

            // output = P·V, each row divided by the sum of its exponentials
            SmallGemm.Multiply(width, rows, sizePadded, columns, 1, scores, tokensPadded, 1, value, valueRow, padded: true, output, sizePadded, accumulate: false);
            for (var i = 0; i < rows; i++)
            {
                TileLanes.Write<T, V>(
                    (T*)(output + ((nint)i * sizePadded)), size, sums[i], target + ((start + i) * Arguments.OutputRow), accumulate: false);
            }
        }
    }

    /// <summary>Scores become e^(score + bias − largest), 0 where they are dropped or not visible. Gives the largest and Σ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly (T Largest, T Sum) Softmax<T, V>(T* scores, T* bias, int visible, T* edge, ulong dropout)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var columns = TileLanes.Hide<T, V>(scores, visible, edge);

        // The floor is finite, so that a row of −∞ gives e^−∞ = 0 and not NaN.
        var top = V.Broadcast(T.CreateTruncating(-1e30));
        var hasBias = Arguments.Present is not null;
        for (var j = 0; j < columns; j += V.Count)
        {
            var score = V.Load(scores + j);
            if (hasBias)
            {
                score += V.Load(bias + j);
                score.Store(scores + j);
            }

            // A NaN is not larger than anything, but it comes to light in the sum.
            top = V.WhereGreater(score, top, score, top);
        }

        var largest = top.Largest();
        var shift = V.Broadcast(largest);
        var hash = new CounterHash(Arguments.Dropout.Key);
        var threshold = Arguments.Dropout.Threshold;
        var sum = V.Zero;
        for (var j = 0; j < columns; j += V.Count)
        {
            var exponential = TileLanes.Exp<T, V>(V.Load(scores + j) - shift);
            sum += exponential;
            if (threshold != 0)
                exponential = V.Keep(exponential, hash, dropout + (ulong)j, threshold);
            exponential.Store(scores + j);
        }

        return (largest, sum.Sum());
    }

    /// <summary>Sums become 1/Σ, with the factor of what dropout keeps; writes largest + ln Σ for the backward pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Normalize<T, V>(T* tops, T* sums, int rows, T* logSums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var kept = V.Broadcast(T.CreateTruncating(Arguments.Dropout.Scale));
        var infinity = V.Broadcast(T.PositiveInfinity);
        for (var i = 0; i < rows; i += V.Count)
        {
            var count = Math.Min(V.Count, rows - i);
            var sum = V.Load(sums + i, count);

            // Without a visible key: zeros, and +∞ as a sum, which makes probabilities of 0 in the backward pass. NaN stays.
            V.WhereGreater(sum, V.Zero, kept / sum, V.WhereGreater(infinity, sum, V.Zero, sum)).Store(sums + i, count);
            if (logSums is not null)
                V.WhereGreater(sum, V.Zero, V.Load(tops + i, count) + V.Log(sum), V.WhereGreater(infinity, sum, infinity, sum)).Store(logSums + i, count);
        }
    }

    private static int Padded(int count) => TileLanes.Padded(count);
}
