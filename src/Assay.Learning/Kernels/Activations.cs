using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Learning.Kernels;

/// <summary>A function of one number that <see cref="Elementwise{T,V}"/> can run over memory, with its derivative.</summary>
/// <typeparam name="V">The register.</typeparam>
internal interface IActivation<V>
    where V : struct
{
    /// <summary>f(x) of finite x.</summary>
    V Value(V x);

    /// <summary>f′(x) of finite x.</summary>
    V Slope(V x);
}

/// <summary>The activation functions of layers.</summary>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="V">The register.</typeparam>
internal static class Activations<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILanes<V, T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Logistic(V x) => V.Constant(1) / (V.Constant(1) + V.Exp(V.Zero - x));

    /// <summary>max(x, 0); the slope at 0 is 0.</summary>
    internal readonly struct Relu : IActivation<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value(V x) => V.Max(x, V.Zero);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope(V x) => V.WhereGreater(x, V.Zero, V.Constant(1), V.Zero);
    }

    /// <summary>x · Φ(x) with the normal distribution function Φ; slope Φ(x) + x · φ(x). Source: Hendrycks, Gimpel 2016.</summary>
    internal readonly struct Gelu : IActivation<V>
    {
        private const double InverseRoot2 = 0.70710678118654752440;
        private const double InverseRoot2Pi = 0.39894228040143267794;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value(V x) => x * Distribution(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope(V x)
        {
            var density = V.Constant(InverseRoot2Pi) * V.Exp(V.Constant(-0.5) * x * x);
            return V.MultiplyAdd(x, density, Distribution(x));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V Distribution(V x) => V.MultiplyAdd(V.Constant(0.5), V.Erf(x * V.Constant(InverseRoot2)), V.Constant(0.5));
    }

    /// <summary>x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))), the approximation of <see cref="Gelu"/> that some models were trained with.</summary>
    internal readonly struct GeluTanh : IActivation<V>
    {
        private const double Root2OverPi = 0.79788456080286535588;
        private const double Cubic = 0.044715;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value(V x) => x * HalfOf(V.Constant(1) + Inner(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope(V x)
        {
            // h = (1 + tanh u) / 2, so h′ = 2 h (1 − h) · u′
            var h = HalfOf(V.Constant(1) + Inner(x));
            var inner = V.Constant(Root2OverPi) * V.MultiplyAdd(V.Constant(3 * Cubic) * x, x, V.Constant(1));
            return V.MultiplyAdd(V.Constant(2) * x * inner, h * (V.Constant(1) - h), h);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V Inner(V x) => V.Tanh(V.Constant(Root2OverPi) * x * V.MultiplyAdd(V.Constant(Cubic) * x, x, V.Constant(1)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V HalfOf(V x) => V.Constant(0.5) * x;
    }

    /// <summary>x · σ(x), σ the logistic function.</summary>
    internal readonly struct Silu : IActivation<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value(V x) => x * Logistic(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope(V x)
        {
            var s = Logistic(x);
            return s * V.MultiplyAdd(x, V.Constant(1) - s, V.Constant(1));
        }
    }

    /// <summary>x above 0, alpha · (e^x − 1) elsewhere; the slope at 0 is alpha.</summary>
    internal readonly struct Elu(T alpha) : IActivation<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value(V x) => V.WhereGreater(x, V.Zero, x, V.Broadcast(alpha) * (V.Exp(x) - V.Constant(1)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope(V x) => V.WhereGreater(x, V.Zero, V.Constant(1), V.Broadcast(alpha) * V.Exp(x));
    }

    /// <summary>The logistic function 1 / (1 + e^−x).</summary>
    internal readonly struct Sigmoid : IActivation<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value(V x) => Logistic(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope(V x)
        {
            var s = Logistic(x);
            return s * (V.Constant(1) - s);
        }
    }

    /// <summary>The hyperbolic tangent.</summary>
    internal readonly struct Tanh : IActivation<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value(V x) => V.Tanh(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope(V x)
        {
            var t = V.Tanh(x);
            return V.Constant(1) - (t * t);
        }
    }
}
