using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>e^x.</summary>
internal readonly struct ExpFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => V.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => derivative = V.Exp(x);
}

/// <summary>ln x; derivative 1/x.</summary>
internal readonly struct LogFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => V.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        derivative = V.Broadcast(T.One) / x;
        return V.Log(x);
    }
}

/// <summary>√x; derivative 1/(2√x).</summary>
internal readonly struct SqrtFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => V.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var root = V.Sqrt(x);
        derivative = V.Constant(0.5) / root;
        return root;
    }
}

/// <summary>x²; derivative 2x.</summary>
internal readonly struct SquareFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => x * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        derivative = x + x;
        return x * x;
    }
}

/// <summary>1/x; derivative −1/x².</summary>
internal readonly struct ReciprocalFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => V.Broadcast(T.One) / x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var value = V.Broadcast(T.One) / x;
        derivative = V.Zero - (value * value);
        return value;
    }
}
