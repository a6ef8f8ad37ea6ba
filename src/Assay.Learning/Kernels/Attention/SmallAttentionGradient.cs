using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Attention;

/// <summary>
/// The gradients of <see cref="SmallAttention"/>: with the probabilities P (after dropout P′ = M∘P) made again from the scores S = scale·QKᵀ and their sums,
/// ∂V = P′ᵀ·∂O; ∂P = M∘(∂O·Vᵀ); ∂S = P∘(∂P − rowsum(P∘∂P)); ∂Q = scale·∂S·K; ∂K = scale·∂Sᵀ·Q. Items are (group of samples, head).
/// </summary>
internal unsafe struct SmallAttentionGradient : IKernel
{
    public AttentionArguments Arguments;

    /// <summary>Bytes of scratch memory for the given number of lanes.</summary>
    public static nuint ScratchBytes(in AttentionArguments a, int lanes, int elementSize)
    {
        var registers = (2L * a.QueryCount * a.HeadSize) + (2L * a.TokenCount * a.HeadSize) + (2L * a.QueryCount * a.TokenCount) + a.TokenCount + a.HeadSize + lanes + lanes;
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
        var row = (nint)size * V.Count;
        var head = (int)(item % Arguments.Heads);
        var sample = item / Arguments.Heads * V.Count;
        var samples = (int)Math.Min(V.Count, Arguments.Batch - sample);

        var q = scratch;                                               // [N, D]
        var g = q + (queries * row);                                   // [N, D]: ∂O
        var k = g + (queries * row);                                   // [T, D]
        var v = k + (tokens * row);                                    // [T, D]
        var p = v + (tokens * row);                                    // [N, T]: P′
        var s = p + ((nint)queries * tokens * V.Count);                // [N, T]: scale·∂S
        var bias = s + ((nint)queries * tokens * V.Count);             // [T]
        var temporary = bias + (tokens * V.Count);                     // a register of registers
        var result = temporary + (V.Count * V.Count);                  // [D], and slack

        var first = (nint)head * size;
        var query = (sample * Arguments.QueryBatch) + first;
        var key = (sample * Arguments.KeyBatch) + first;
        var gradient = (T*)Arguments.Gradient + (sample * Arguments.OutputBatch) + first;
        for (var i = 0; i < queries; i++)
        {
            HeadLanes<T, V>.Gather((T*)Arguments.Queries + query + (i * Arguments.QueryRow), Arguments.QueryBatch, samples, size, q + (i * row));
            HeadLanes<T, V>.Gather(gradient + (i * Arguments.OutputRow), Arguments.OutputBatch, samples, size, g + (i * row));
        }

        for (var j = 0; j < tokens; j++)
        {
            HeadLanes<T, V>.Gather((T*)Arguments.Keys + key + (j * Arguments.KeyRow), Arguments.KeyBatch, samples, size, k + (j * row));
            HeadLanes<T, V>.Gather((T*)Arguments.Values + key + (j * Arguments.KeyRow), Arguments.KeyBatch, samples, size, v + (j * row));
        }

        SmallAttention.FillBias<T, V>(Arguments, sample, samples, bias);
        for (var i = 0; i < queries; i++)
        {
            var visible = Arguments.Visible(i);
            var pRow = p + ((nint)i * tokens * V.Count);
            var sRow = s + ((nint)i * tokens * V.Count);
            HeadLanes<T, V>.Multiply(pRow, visible, q + (i * row), 1, size, k, 1, size); // S = Q·Kᵀ
            HeadLanes<T, V>.Multiply(sRow, visible, g + (i * row), 1, size, v, 1, size); // ∂O·Vᵀ
            var logSum = V.Load((T*)Arguments.LogSums + (((item * queries) + i) * V.Count));
            Softmax<T, V>(pRow, sRow, bias, visible, logSum, Arguments.DropoutIndex(sample, head, i, 0));
            if (Arguments.QueryTarget is null)
                continue;
            HeadLanes<T, V>.Multiply(result, size, sRow, 1, visible, k, size, 1); // ∂Q = ∂S·K
            HeadLanes<T, V>.Scatter(result, size, (T*)Arguments.QueryTarget + query + (i * Arguments.QueryRow), Arguments.QueryBatch, samples, Arguments.AccumulateQueries, temporary);
        }

        if (Arguments.KeyTarget is null)
            return;
        for (var j = 0; j < tokens; j++)
        {
            var from = Arguments.FirstQuery(j);
            var at = (((nint)from * tokens) + j) * V.Count;
            HeadLanes<T, V>.Multiply(result, size, s + at, tokens, queries - from, q + (from * row), size, 1); // ∂K = ∂Sᵀ·Q
            HeadLanes<T, V>.Scatter(result, size, (T*)Arguments.KeyTarget + key + (j * Arguments.KeyRow), Arguments.KeyBatch, samples, Arguments.AccumulateKeys, temporary);
            HeadLanes<T, V>.Multiply(result, size, p + at, tokens, queries - from, g + (from * row), size, 1); // ∂V = P′ᵀ·∂O
            HeadLanes<T, V>.Scatter(result, size, (T*)Arguments.ValueTarget + key + (j * Arguments.KeyRow), Arguments.KeyBatch, samples, Arguments.AccumulateKeys, temporary);
        }
    }

    /// <summary>Scores become P′, gradients of P′ become scale·∂S.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Softmax<T, V>(T* scores, T* gradients, T* bias, int visible, V logSum, ulong dropout)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var scale = V.Broadcast(T.CreateTruncating(Arguments.Scale));
        var kept = V.Broadcast(T.CreateTruncating(Arguments.Dropout.Scale));
        var hash = new CounterHash(Arguments.Dropout.Key);
        var step = Arguments.DropsAlongKeys ? 1UL : (ulong)Arguments.Batch;
        var dot = V.Zero;
        for (var j = 0; j < visible; j++)
        {
            var at = j * V.Count;
            var p = V.Exp(V.MultiplyAdd(V.Load(scores + at), scale, V.Load(bias + at)) - logSum);
            var mask = Arguments.Dropout.Threshold != 0 ? V.Keep(kept, hash, dropout + ((ulong)j * step), Arguments.Dropout.Threshold) : kept;
            var gradient = V.Load(gradients + at) * mask;
            dot = V.MultiplyAdd(p, gradient, dot);
            p.Store(scores + at);
            gradient.Store(gradients + at);
        }

        for (var j = 0; j < visible; j++)
        {
            var at = j * V.Count;
            var p = V.Load(scores + at);
            (p * (V.Load(gradients + at) - dot) * scale).Store(gradients + at);
            var mask = Arguments.Dropout.Threshold != 0 ? V.Keep(kept, hash, dropout + ((ulong)j * step), Arguments.Dropout.Threshold) : kept;
            (p * mask).Store(scores + at);
        }
    }
}
