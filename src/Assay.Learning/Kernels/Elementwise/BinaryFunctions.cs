using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>A function of two numbers with the products of a gradient and its derivatives; kernels take one as a type argument.</summary>
internal interface IBinaryFunction
{
    /// <summary>The operation's name in messages.</summary>
    static abstract string Name { get; }

    /// <summary>f(a, b).</summary>
    static abstract V Value<T, V>(V a, V b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>;

    /// <summary>gradient · ∂f/∂a.</summary>
    static abstract V OfLeft<T, V>(V a, V b, V gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>;

    /// <summary>gradient · ∂f/∂b.</summary>
    static abstract V OfRight<T, V>(V a, V b, V gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>;
}

/// <summary>a + b.</summary>
internal readonly struct SumFunction : IBinaryFunction
{
    public static string Name => "Addition";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V a, V b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfLeft<T, V>(V a, V b, V gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfRight<T, V>(V a, V b, V gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => gradient;
}

/// <summary>a − b.</summary>
internal readonly struct DifferenceFunction : IBinaryFunction
{
    public static string Name => "Subtraction";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V a, V b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfLeft<T, V>(V a, V b, V gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfRight<T, V>(V a, V b, V gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => V.Zero - gradient;
}

/// <summary>a·b.</summary>
internal readonly struct ProductFunction : IBinaryFunction
{
    public static string Name => "Multiplication";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V a, V b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfLeft<T, V>(V a, V b, V gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => gradient * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfRight<T, V>(V a, V b, V gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => gradient * a;
}

/// <summary>a/b.</summary>
internal readonly struct QuotientFunction : IBinaryFunction
{
    public static string Name => "Division";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V a, V b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfLeft<T, V>(V a, V b, V gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => gradient / b;

    // −g·a/b², without squaring b, which could overflow.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfRight<T, V>(V a, V b, V gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => V.Zero - (gradient * (a / b) / b);
}
