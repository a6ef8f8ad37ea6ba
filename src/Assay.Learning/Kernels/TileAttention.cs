using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Learning.Kernels;

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
        var valueRow = TileLanes.Padded(ref value, Arguments.KeyRow, tokens, size, values);
        if (Arguments.Present is not null)
            TileLanes.FillBias(Arguments, sample, bias);

        var logSums = Arguments.LogSums is null ? null : (float*)Arguments.LogSums + (item * queries);
        var target = (T*)Arguments.Output + (sample * Arguments.OutputBatch) + first;
        var inverses = stackalloc float[BlockRows];
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
                var (inverse, logSum) = Softmax<T, V>(row, (T*)bias, visible, Padded(columns), dropout);
                inverses[i] = float.CreateTruncating(inverse);
                if (logSums is not null)
                    logSums[start + i] = float.CreateTruncating(logSum);
            }

            // output = P·V, each row divided by the sum of its exponentials
            SmallGemm.Multiply(width, rows, sizePadded, columns, 1, scores, tokensPadded, 1, value, valueRow, padded: true, output, sizePadded, accumulate: false);
            for (var i = 0; i < rows; i++)
            {
                TileLanes.Write<T, V>(
                    (T*)(output + ((nint)i * sizePadded)), size, T.CreateTruncating(inverses[i]), target + ((start + i) * Arguments.OutputRow), accumulate: false);
            }
        }
    }

    /// <summary>Scores become e^(score + bias − largest), 0 where they are dropped or not visible. Gives 1/Σ, with the factor of what dropout keeps, and largest + ln Σ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly (T Inverse, T LogSum) Softmax<T, V>(T* scores, T* bias, int visible, int columns, ulong dropout)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        TileLanes.Hide<T, V>(scores, visible, columns);

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

            top = V.Max(top, score);
        }

        var largest = top.Largest();
        var shift = V.Broadcast(largest);
        var hash = new CounterHash(Arguments.Dropout.Key);
        var threshold = Arguments.Dropout.Threshold;
        var sum = V.Zero;
        for (var j = 0; j < columns; j += V.Count)
        {
            var exponential = V.Exp(V.Load(scores + j) - shift);
            sum += exponential;
            if (threshold != 0)
                exponential = V.Keep(exponential, hash, dropout + (ulong)j, threshold);
            exponential.Store(scores + j);
        }

        // Without a visible key: zeros, and +∞ as a sum, which makes probabilities of 0 in the backward pass.
        var total = sum.Sum();
        return total == T.Zero
            ? (T.Zero, T.PositiveInfinity)
            : (T.CreateTruncating(Arguments.Dropout.Scale) / total, largest + T.CreateTruncating(Math.Log(double.CreateTruncating(total))));
    }

    private static int Padded(int count) => TileLanes.Padded(count);
}
