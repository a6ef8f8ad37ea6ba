using System.Runtime.CompilerServices;

namespace Assay.Learning.Kernels.Lanes;

/// <summary>The functions of <see cref="float"/> registers, written once for every width.</summary>
/// <typeparam name="V">The register.</typeparam>
/// <remarks>
/// Exp, Log and Tanh: range reductions and polynomials of the Cephes library (S. Moshier, expf, logf, tanhf).
/// Erf: polynomials fitted for this file to 50-digit values, minimizing the largest relative (|x| &lt; 1) or absolute error.
/// </remarks>
internal static class SingleMath<V>
    where V : struct, ISingleLanes<V>
{
    // ln 2 in two parts; the first has so few bits that its product with an exponent is exact without a fused multiply-add.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float MinNormal = 1.17549435e-38f;

    /// <summary>e^x = 2^n · e^r with n = round(x / ln 2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        // Beyond these every result is 0 or infinity; without them ±infinity would give infinity − infinity.
        x = V.AtMost(V.Broadcast(89f), V.AtLeast(V.Broadcast(-104f), x));
        var n = V.Round(x * V.Broadcast(1.44269504f));
        var r = V.MultiplyAdd(n, V.Broadcast(-Ln2High), x);
        r = V.MultiplyAdd(n, V.Broadcast(-Ln2Low), r);
        var p = V.MultiplyAdd(V.Broadcast(1.9875691500e-4f), r, V.Broadcast(1.3981999507e-3f));
        p = V.MultiplyAdd(p, r, V.Broadcast(8.3334519073e-3f));
        p = V.MultiplyAdd(p, r, V.Broadcast(4.1665795894e-2f));
        p = V.MultiplyAdd(p, r, V.Broadcast(1.6666665459e-1f));
        p = V.MultiplyAdd(p, r, V.Broadcast(5.0000001201e-1f));
        p = V.MultiplyAdd(p, r * r, r) + V.Broadcast(1f);
        return V.Scale(p, n);
    }

    /// <summary>ln x = e · ln 2 + ln m with x = m · 2^e, m in [√½, √2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log(V x)
    {
        // Denormal numbers have no leading one to count from: they are scaled up first.
        var normal = V.WhereGreater(V.Broadcast(MinNormal), x, x * V.Broadcast(8388608f), x);
        var f = V.Split(normal, out var e) - V.Broadcast(1f);
        e -= V.WhereGreater(V.Broadcast(MinNormal), x, V.Broadcast(23f), V.Zero);
        var square = f * f;
        var p = V.MultiplyAdd(V.Broadcast(7.0376836292e-2f), f, V.Broadcast(-1.1514610310e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(1.1676998740e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(-1.2420140846e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(1.4249322787e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(-1.6668057665e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(2.0000714765e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(-2.4999993993e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(3.3333331174e-1f));
        p = p * f * square;
        p = V.MultiplyAdd(e, V.Broadcast(Ln2Low), p);
        p = V.MultiplyAdd(square, V.Broadcast(-0.5f), p);
        var result = V.MultiplyAdd(e, V.Broadcast(Ln2High), f + p);

        // Infinity and NaN are themselves; 0 gives −infinity, less gives NaN. The last comparison is false for NaN only.
        result = V.WhereGreater(V.Broadcast(float.PositiveInfinity), x, result, x);
        result = V.WhereGreater(x, V.Zero, result, V.Broadcast(float.NegativeInfinity));
        result = V.WhereGreater(V.Zero, x, V.Broadcast(float.NaN), result);
        return V.WhereGreater(V.Abs(x), V.Broadcast(-1f), result, x);
    }

    /// <summary>erf x = x · P(x²) below 1, 1 − e^Q(x) above, which rounds to 1 from 4 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf(V x)
    {
        var t = V.AtMost(V.Broadcast(4f), V.Abs(x));

        // ln erfc(t) on [1, 4]: its error times erfc is at most 0.02 · 2⁻²⁴.
        var q = V.MultiplyAdd(V.Broadcast(1.8557428e-4f), t, V.Broadcast(-2.93961e-3f));
        q = V.MultiplyAdd(q, t, V.Broadcast(2.180533e-2f));
        q = V.MultiplyAdd(q, t, V.Broadcast(-0.10303739f));
        q = V.MultiplyAdd(q, t, V.Broadcast(-0.63822567f));
        q = V.MultiplyAdd(q, t, V.Broadcast(-1.12704f));
        q = V.MultiplyAdd(q, t, V.Broadcast(-3.5371608e-4f));
        var large = V.Broadcast(1f) - Exp(q);

        // erf(x) / x on [0, 1] in s = x²: relative error at most 0.02 · 2⁻²⁴.
        var s = t * t;
        var p = V.MultiplyAdd(V.Broadcast(7.853861e-5f), s, V.Broadcast(-8.010194e-4f));
        p = V.MultiplyAdd(p, s, V.Broadcast(5.1883277e-3f));
        p = V.MultiplyAdd(p, s, V.Broadcast(-2.6853813e-2f));
        p = V.MultiplyAdd(p, s, V.Broadcast(0.112835854f));
        p = V.MultiplyAdd(p, s, V.Broadcast(-0.37612626f));
        p = V.MultiplyAdd(p, s, V.Broadcast(0.12837911f));
        var small = V.MultiplyAdd(p, t, t);
        return V.WithSign(V.WhereGreater(t, V.Broadcast(1f), large, small), x);
    }

    /// <summary>tanh x = x + x³ · P(x²) below 0.625, 1 − 2 / (e^(2x) + 1) above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x)
    {
        // From 10 on the result rounds to 1.
        var t = V.AtMost(V.Broadcast(10f), V.Abs(x));
        var one = V.Broadcast(1f);
        var large = one - (V.Broadcast(2f) / (Exp(t + t) + one));
        var s = t * t;
        var p = V.MultiplyAdd(V.Broadcast(-5.70498872745e-3f), s, V.Broadcast(2.06390887954e-2f));
        p = V.MultiplyAdd(p, s, V.Broadcast(-5.37397155531e-2f));
        p = V.MultiplyAdd(p, s, V.Broadcast(1.33314422036e-1f));
        p = V.MultiplyAdd(p, s, V.Broadcast(-3.33332819422e-1f));
        var small = V.MultiplyAdd(p * s, t, t);
        return V.WithSign(V.WhereGreater(t, V.Broadcast(0.625f), large, small), x);
    }
}
