using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Elementwise;

namespace Assay.Learning.Kernels.Attention;

/// <summary>
/// What the kernels of attention work on. B batch, H heads, N queries, T tokens, D numbers of a head. The queries are those of the last N of the T tokens;
/// token t of sample b begins at b·Batch + t·Row elements, its head h at h·D from there.
/// </summary>
internal unsafe struct AttentionArguments
{
    public void* Queries;
    public void* Keys;
    public void* Values;

    /// <summary>[B, N, H·D]; read by the backward pass.</summary>
    public void* Output;

    /// <summary>One number a head and query: ln Σ e^score, from which the backward pass makes the probabilities again. Null when there is none.</summary>
    public void* LogSums;

    public nint QueryRow;
    public nint QueryBatch;
    public nint KeyRow;
    public nint KeyBatch;
    public int Batch;
    public int Heads;
    public int QueryCount;
    public int TokenCount;
    public int HeadSize;

    /// <summary>The factor of every score, 1/√D.</summary>
    public double Scale;

    /// <summary>[B, T], 0 on padding; or null.</summary>
    public int* Present;

    public bool IsCausal;

    public DropoutMask Dropout;

    /// <summary>Whether elements of the dropout mask that lie next to each other are those of two keys, or of two samples. Follows the kernel that single precision takes.</summary>
    public bool DropsAlongKeys;

    /// <summary>∂loss/∂output.</summary>
    public void* Gradient;

    /// <summary>Where ∂loss/∂queries goes, laid out as they; null when not needed.</summary>
    public void* QueryTarget;

    /// <summary>Where ∂loss/∂keys goes, laid out as they; null when not needed.</summary>
    public void* KeyTarget;

    public void* ValueTarget;
    public bool AccumulateQueries;
    public bool AccumulateKeys;

    public readonly nint OutputRow => (nint)Heads * HeadSize;

    public readonly nint OutputBatch => QueryCount * OutputRow;

    /// <summary>How many of the first tokens a query may attend to, padding aside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Visible(int query) => IsCausal ? TokenCount - QueryCount + query + 1 : TokenCount;

    /// <summary>The first query that may attend to a token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int FirstQuery(int token) => IsCausal ? Math.Max(0, token - (TokenCount - QueryCount)) : 0;

    /// <summary>The element of the dropout mask for a probability.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong DropoutIndex(long sample, int head, int query, int token) => DropsAlongKeys
        ? (((((ulong)sample * (uint)Heads) + (uint)head) * (uint)QueryCount + (uint)query) * (uint)TokenCount) + (uint)token
        : (((((ulong)(uint)head * (uint)QueryCount) + (uint)query) * (uint)TokenCount + (uint)token) * (uint)Batch) + (ulong)sample;

    /// <summary>0, or −∞ on padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T Bias<T>(long sample, int token)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Present[(sample * TokenCount) + token] == 0 ? T.NegativeInfinity : T.Zero;
}
