using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Losses;

/// <summary>Predicted probabilities of one register, with what losses need of them, free of cancellation in both tails.</summary>
/// <typeparam name="V">The register.</typeparam>
internal struct BinaryPrediction<V>
{
    /// <summary>p.</summary>
    public V P;

    /// <summary>1 − p.</summary>
    public V Q;

    /// <summary>−ln p.</summary>
    public V MinusLogP;

    /// <summary>−ln(1 − p).</summary>
    public V MinusLogQ;

    /// <summary>dz/dx, from the logit z to the number x that was given: 1 when that is the logit, 1/(p(1 − p)) when it is p, and 0 where p was clamped.</summary>
    public V Chain;
}

/// <summary>How numbers become predictions.</summary>
internal static class BinaryPrediction
{
    /// <summary>Probabilities are taken to lie in [this, 1 − this].</summary>
    public const double Margin = 1e-7;

    /// <summary>Of logits: p = 1/(1 + e^−z), −ln p = ln(1 + e^−z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OfLogits<T, V>(V z, out BinaryPrediction<V> prediction)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var one = V.Broadcast(T.One);
        var e = V.Exp(V.Zero - V.Abs(z));
        var u = one + e;
        var larger = one / u;
        var smaller = e * larger;
        // ln(1 + e): the rounding of 1 + e is made good by the quotient. Source: Kahan, HP-15C handbook; Goldberg 1991, theorem 4.
        var log = V.WhereGreater(u, one, V.Log(u) * e / (u - one), e);
        prediction.P = V.WhereGreater(z, V.Zero, larger, smaller);
        prediction.Q = V.WhereGreater(z, V.Zero, smaller, larger);
        prediction.MinusLogP = log + V.Max(V.Zero - z, V.Zero);
        prediction.MinusLogQ = log + V.Max(z, V.Zero);
        prediction.Chain = one;
    }

    /// <summary>Of probabilities, clamped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OfProbabilities<T, V>(V p, out BinaryPrediction<V> prediction)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var one = V.Broadcast(T.One);
        var least = V.Broadcast(T.CreateTruncating(Margin));
        var most = V.Broadcast(T.CreateTruncating(1 - Margin));
        var inside = V.Min(V.Max(p, least), most);
        prediction.P = inside;
        prediction.Q = one - inside;
        prediction.MinusLogP = V.Zero - V.Log(prediction.P);
        prediction.MinusLogQ = V.Zero - V.Log(prediction.Q);
        prediction.Chain = V.WhereGreater(least, p, V.Zero, V.WhereGreater(p, most, V.Zero, one / (prediction.P * prediction.Q)));
    }
}
