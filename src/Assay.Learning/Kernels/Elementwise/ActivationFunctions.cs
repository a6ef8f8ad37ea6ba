using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>A function of one number with its derivative, over registers; kernels take one as a type argument, so that its code is inlined.</summary>
internal interface IActivationFunction
{
    /// <summary>The function's value at <paramref name="x"/>.</summary>
    static abstract V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>;

    /// <summary>The value and the derivative at <paramref name="x"/>, sharing what they have in common.</summary>
    static abstract V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>;
}

/// <summary>x.</summary>
internal readonly struct IdentityFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        derivative = V.Broadcast(T.One);
        return x;
    }
}

/// <summary>max(0, x).</summary>
internal readonly struct ReluFunction : IActivationFunction
{
    // max would turn NaN into NaN too, but WhereGreater would hide it; a NaN must stay visible.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => V.Max(x, V.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        // 0 up to 0, 1 above and for a NaN, as in PyTorch: the smallest number is greater than those that count as closed.
        derivative = V.WhereGreater(V.Broadcast(T.Epsilon), x, V.Zero, V.Broadcast(T.One));
        return V.Max(x, V.Zero);
    }
}

/// <summary>x·Φ(x); derivative Φ(x) + x·φ(x).</summary>
internal readonly struct GeluFunction : IActivationFunction
{
    private const double SquareRootOfHalf = 0.70710678118654752440;
    private const double InverseSquareRootOfTwoPi = 0.39894228040143267794;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var half = V.Constant(0.5);
        return x * V.MultiplyAdd(half, V.Erf(x * V.Constant(SquareRootOfHalf)), half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var half = V.Constant(0.5);
        var distribution = V.MultiplyAdd(half, V.Erf(x * V.Constant(SquareRootOfHalf)), half);
        var density = V.Constant(InverseSquareRootOfTwoPi) * V.Exp(x * x * V.Constant(-0.5));
        derivative = V.MultiplyAdd(x, density, distribution);
        return x * distribution;
    }
}

/// <summary>½x(1 + tanh(√(2/π)(x + 0.044715x³))).</summary>
internal readonly struct GeluTanhFunction : IActivationFunction
{
    private const double SquareRootOfTwoOverPi = 0.79788456080286535588;
    private const double Cubic = 0.044715;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => Value<T, V>(x, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var one = V.Broadcast(T.One);
        var half = V.Constant(0.5);
        var slope = V.Constant(SquareRootOfTwoOverPi);
        var square = x * x;
        var tanh = V.Tanh(slope * x * V.MultiplyAdd(V.Constant(Cubic), square, one));
        var inner = slope * V.MultiplyAdd(V.Constant(3 * Cubic), square, one);
        var weight = half * (one + tanh);
        derivative = V.MultiplyAdd(half * x * (one - (tanh * tanh)), inner, weight);
        return x * weight;
    }
}

/// <summary>1/(1 + e^−x); derivative s(1 − s).</summary>
internal readonly struct SigmoidFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var one = V.Broadcast(T.One);
        return one / (one + V.Exp(V.Zero - x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var value = Value<T, V>(x);
        derivative = value * (V.Broadcast(T.One) - value);
        return value;
    }
}

/// <summary>x·s(x) with the sigmoid s; derivative s(1 + x(1 − s)).</summary>
internal readonly struct SiluFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => x * SigmoidFunction.Value<T, V>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var one = V.Broadcast(T.One);
        var sigmoid = SigmoidFunction.Value<T, V>(x);
        derivative = sigmoid * V.MultiplyAdd(x, one - sigmoid, one);
        return x * sigmoid;
    }
}

/// <summary>x above 0, e^x − 1 below; derivative 1 above, e^x below.</summary>
internal readonly struct EluFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => Value<T, V>(x, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var one = V.Broadcast(T.One);
        var exponential = V.Exp(V.Min(x, V.Zero));
        derivative = V.WhereGreater(x, V.Zero, one, exponential);
        return V.WhereGreater(x, V.Zero, x, exponential - one);
    }
}

/// <summary>The hyperbolic tangent; derivative 1 − tanh².</summary>
internal readonly struct TanhFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => V.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<T, V>(V x, out V derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var value = V.Tanh(x);
        derivative = V.Broadcast(T.One) - (value * value);
        return value;
    }
}
