using System.Numerics;
using Assay.Learning.Kernels.Elementwise;

namespace Assay.Learning.Kernels.Lanes;

/// <summary>
/// One register of numbers. Kernels are written once, generic over the register, and the compiler makes one machine code of each:
/// <see cref="SingleLanes512"/>, <see cref="SingleLanes256"/> and <see cref="SingleLanes128"/> for training, <see cref="DoubleLane"/> for gradient checks.
/// </summary>
/// <typeparam name="TSelf">The register.</typeparam>
/// <typeparam name="T">Its element, <see cref="float"/> or <see cref="double"/>.</typeparam>
internal unsafe interface ILanes<TSelf, T>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements a register holds; a power of two.</summary>
    static abstract int Count { get; }

    /// <summary>All elements zero.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>One value in every element.</summary>
    static abstract TSelf Broadcast(T value);

    /// <summary>A constant of a formula, rounded to <typeparamref name="T"/>, in every element.</summary>
    static abstract TSelf Constant(double value);

    /// <summary>Reads <see cref="Count"/> elements, aligned or not.</summary>
    static abstract TSelf Load(T* source);

    /// <summary>Reads the first <paramref name="count"/> elements (0 … <see cref="Count"/>) and nothing beyond; the others are zero.</summary>
    static abstract TSelf Load(T* source, int count);

    /// <summary>Writes <see cref="Count"/> elements.</summary>
    void Store(T* destination);

    /// <summary>Writes the first <paramref name="count"/> elements and nothing beyond.</summary>
    void Store(T* destination, int count);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>factor · other + addend, in one rounding where the machine has it.</summary>
    static abstract TSelf MultiplyAdd(TSelf factor, TSelf other, TSelf addend);

    /// <summary>The larger of each pair; a NaN in either gives NaN.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The smaller of each pair; a NaN in either gives NaN.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Sqrt(TSelf value);

    /// <summary>e^value, at most 2 units in the last place off; 0 far below, infinity far above, NaN for NaN.</summary>
    static abstract TSelf Exp(TSelf value);

    /// <summary>Natural logarithm, at most 2 units in the last place off; −∞ at 0, NaN below.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>The error function, 2/√π ∫₀ˣ e^(−t²) dt, absolute error at most 2 units of 2⁻²⁴ (single) or 2⁻⁵³ (double).</summary>
    static abstract TSelf Erf(TSelf value);

    /// <summary>Hyperbolic tangent, with <see cref="Erf"/>'s error.</summary>
    static abstract TSelf Tanh(TSelf value);

    /// <summary>Elements of <paramref name="yes"/> where <paramref name="left"/> &gt; <paramref name="right"/>, of <paramref name="no"/> elsewhere (NaN compares false).</summary>
    static abstract TSelf WhereGreater(TSelf left, TSelf right, TSelf yes, TSelf no);

    /// <summary>
    /// The elements kept of a dropout mask: <paramref name="value"/> where the hash of index + lane is ≥ threshold, zero elsewhere (also for NaN and
    /// infinity). Every width and thread gives the same mask.
    /// </summary>
    static abstract TSelf Keep(TSelf value, CounterHash hash, ulong index, uint threshold);

    /// <summary>The sum of all elements, in a fixed order.</summary>
    T Sum();

    /// <summary>The largest element; NaN when one is.</summary>
    T Largest();
}
