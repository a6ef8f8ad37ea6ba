using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Attention;

/// <summary>
/// Attention of short sequences, one head of a register of samples at a time (see <see cref="HeadLanes{T, V}"/>); with one lane, in double precision, of any length.
/// Items are (group of samples, head).
/// </summary>
internal unsafe struct SmallAttention : IKernel
{
    public AttentionArguments Arguments;

    // B batch, N queries, T tokens, D numbers of a head; all blocks in lanes.

    /// <summary>Bytes of scratch memory for the given number of lanes.</summary>
    public static nuint ScratchBytes(in AttentionArguments a, int lanes, int elementSize)
    {
        var registers = (2L * a.QueryCount * a.HeadSize) + (2L * a.TokenCount * a.HeadSize) + (2L * a.TokenCount) + lanes + lanes;
        return checked((nuint)(registers * lanes * elementSize));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var item = part.Start; item < part.End; item++)
            Head<T, V>(item, (T*)part.Scratch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Head<T, V>(long item, T* scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var (queries, tokens, size) = (Arguments.QueryCount, Arguments.TokenCount, Arguments.HeadSize);
        var head = (int)(item % Arguments.Heads);
        var sample = item / Arguments.Heads * V.Count;
        var samples = (int)Math.Min(V.Count, Arguments.Batch - sample);

        var q = scratch;                                // [N, D]
        var k = q + ((nint)queries * size * V.Count);   // [T, D]
        var v = k + ((nint)tokens * size * V.Count);    // [T, D]
        var bias = v + ((nint)tokens * size * V.Count); // [T]
        var scores = bias + (tokens * V.Count);         // [T]
        var temporary = scores + (tokens * V.Count);    // a register of registers
        var output = temporary + (V.Count * V.Count);   // [N, D], and slack

        var query = (T*)Arguments.Queries + (sample * Arguments.QueryBatch) + ((nint)head * size);
        var key = (T*)Arguments.Keys + (sample * Arguments.KeyBatch) + ((nint)head * size);
        var value = (T*)Arguments.Values + (sample * Arguments.KeyBatch) + ((nint)head * size);
        for (var i = 0; i < queries; i++)
            HeadLanes<T, V>.Gather(query + (i * Arguments.QueryRow), Arguments.QueryBatch, samples, size, q + ((nint)i * size * V.Count));
        for (var j = 0; j < tokens; j++)
        {
            HeadLanes<T, V>.Gather(key + (j * Arguments.KeyRow), Arguments.KeyBatch, samples, size, k + ((nint)j * size * V.Count));
            HeadLanes<T, V>.Gather(value + (j * Arguments.KeyRow), Arguments.KeyBatch, samples, size, v + ((nint)j * size * V.Count));
        }

        FillBias<T, V>(Arguments, sample, samples, bias);
        var logSums = Arguments.LogSums is null ? null : (T*)Arguments.LogSums + (item * queries * V.Count);
        for (var i = 0; i < queries; i++)
        {
            var visible = Arguments.Visible(i);

            // scores[j] = Σ_c q[i, c] · k[j, c]
            HeadLanes<T, V>.Multiply(scores, visible, q + ((nint)i * size * V.Count), 1, size, k, 1, size);
            var inverse = Softmax<T, V>(scores, bias, visible, Arguments.DropoutIndex(sample, head, i, 0), logSums is null ? null : logSums + (i * V.Count));

            // output[i, c] = Σ_j p[j] · v[j, c] / Σ
            var row = output + ((nint)i * size * V.Count);
            HeadLanes<T, V>.Multiply(row, size, scores, 1, visible, v, size, 1);
            for (var c = 0; c < size; c++)
                (V.Load(row + (c * V.Count)) * inverse).Store(row + (c * V.Count));
        }

        var target = (T*)Arguments.Output + (sample * Arguments.OutputBatch) + ((nint)head * size);
        for (var i = 0; i < queries; i++)
            HeadLanes<T, V>.Scatter(output + ((nint)i * size * V.Count), size, target + (i * Arguments.OutputRow), Arguments.OutputBatch, samples, accumulate: false, temporary);
    }

    /// <summary>Per token 0, or −∞ in the lanes of the samples where it is padding.</summary>
    public static void FillBias<T, V>(in AttentionArguments a, long sample, int samples, T* bias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        new Span<T>(bias, a.TokenCount * V.Count).Clear();
        if (a.Present is null)
            return;
        for (var j = 0; j < a.TokenCount; j++)
        {
            for (var lane = 0; lane < samples; lane++)
                bias[(j * V.Count) + lane] = a.Bias<T>(sample + lane, j);
        }
    }

    /// <summary>Scores become e^(scale·score + bias − largest), dropped elements 0. Returns 1/Σ, with the factor of what dropout keeps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly V Softmax<T, V>(T* scores, T* bias, int visible, ulong dropout, T* logSum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        // The floor is finite, so that a row of −∞ gives e^−∞ = 0 and not NaN.
        var largest = V.Broadcast(T.CreateTruncating(-1e30));
        var scale = V.Broadcast(T.CreateTruncating(Arguments.Scale));
        for (var j = 0; j < visible; j++)
        {
            var score = V.MultiplyAdd(V.Load(scores + (j * V.Count)), scale, V.Load(bias + (j * V.Count)));
            score.Store(scores + (j * V.Count));
            // A NaN is not larger than anything, but it comes to light in the sum.
            largest = V.WhereGreater(score, largest, score, largest);
        }

        var hash = new CounterHash(Arguments.Dropout.Key);
        var step = Arguments.DropsAlongKeys ? 1UL : (ulong)Arguments.Batch;
        var sum = V.Zero;
        for (var j = 0; j < visible; j++)
        {
            var exponential = V.Exp(V.Load(scores + (j * V.Count)) - largest);
            sum += exponential;
            if (Arguments.Dropout.Threshold != 0)
                exponential = V.Keep(exponential, hash, dropout + ((ulong)j * step), Arguments.Dropout.Threshold);
            exponential.Store(scores + (j * V.Count));
        }

        // Without a visible key: zeros, and +∞ as a sum, which makes probabilities of 0 in the backward pass.
        var infinity = V.Broadcast(T.PositiveInfinity);
        if (logSum is not null)
            V.WhereGreater(sum, V.Zero, largest + V.Log(sum), V.WhereGreater(infinity, sum, infinity, sum)).Store(logSum);
        return V.WhereGreater(sum, V.Zero, V.Broadcast(T.CreateTruncating(Arguments.Dropout.Scale)) / sum, V.WhereGreater(infinity, sum, V.Zero, sum));
    }
}
