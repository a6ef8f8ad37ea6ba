using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>An operand that is read over and over: element i of the result meets element i mod <paramref name="Period"/> of it.</summary>
/// <param name="Data">The first element.</param>
/// <param name="Period">Elements of the operand; 1 for a single number.</param>
internal readonly unsafe record struct Repeated(nint Data, long Period)
{
    public Repeated(void* data, long period)
        : this((nint)data, period)
    {
    }

    /// <summary>The operand's element at <paramref name="index"/> of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Offset(long index) => Period == 1 ? 0 : index % Period;

    /// <summary>How many elements from an offset lie in one piece.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Piece(long offset) => Period == 1 ? long.MaxValue : Period - offset;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load<T, V>(long offset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => Period == 1 ? V.Broadcast(*(T*)Data) : V.Load((T*)Data + offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load<T, V>(long offset, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => Period == 1 ? V.Broadcast(*(T*)Data) : V.Load((T*)Data + offset, count);
}
