using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Losses;

// The element-wise losses; formulas and sources are with the public classes of the same names. A target between 0 and 1 mixes the losses of both labels.

/// <summary>−[w·y'·ln p + (1 − y')·ln(1 − p)] with y' = y(1 − ε) + (1 − y)ε.</summary>
internal struct BinaryCrossEntropyElement : IElementLoss
{
    /// <summary>ε.</summary>
    public double Smoothing;

    /// <summary>Factor of the loss, in sums of losses.</summary>
    public double Factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void At<T, V>(in BinaryPrediction<V> x, V target, V positiveWeight, out V value, out V slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var factor = V.Broadcast(T.CreateTruncating(Factor));
        var smooth = V.MultiplyAdd(V.Broadcast(T.CreateTruncating(1 - (2 * Smoothing))), target, V.Broadcast(T.CreateTruncating(Smoothing)));
        var positive = positiveWeight * smooth;
        var negative = V.Broadcast(T.One) - smooth;
        value = factor * ((positive * x.MinusLogP) + (negative * x.MinusLogQ));
        slope = factor * ((negative * x.P) - (positive * x.Q));
    }
}

/// <summary>y = 1: −a(1 − p)^γ₁·ln p; y = 0: −(1 − a)p^γ₀·ln(1 − p).</summary>
internal struct FocalElement : IElementLoss
{
    public double PositiveGamma;
    public double NegativeGamma;

    /// <summary>a.</summary>
    public double Alpha;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void At<T, V>(in BinaryPrediction<V> x, V target, V positiveWeight, out V value, out V slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var positiveGamma = V.Broadcast(T.CreateTruncating(PositiveGamma));
        var negativeGamma = V.Broadcast(T.CreateTruncating(NegativeGamma));
        // (1 − p)^γ = e^(γ·ln(1 − p)), times the share of each label.
        var positive = V.Broadcast(T.CreateTruncating(Alpha)) * target * V.Exp(V.Zero - (positiveGamma * x.MinusLogQ));
        var negative = V.Broadcast(T.CreateTruncating(1 - Alpha)) * (V.Broadcast(T.One) - target) * V.Exp(V.Zero - (negativeGamma * x.MinusLogP));
        value = (positive * x.MinusLogP) + (negative * x.MinusLogQ);
        slope = (negative * V.MultiplyAdd(negativeGamma * x.Q, x.MinusLogQ, x.P)) - (positive * V.MultiplyAdd(positiveGamma * x.P, x.MinusLogP, x.Q));
    }
}

/// <summary>BCE − λ·H(p), H = −p·ln p − (1 − p)·ln(1 − p).</summary>
internal struct EntropyRegularizedElement : IElementLoss
{
    /// <summary>λ.</summary>
    public double Lambda;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void At<T, V>(in BinaryPrediction<V> x, V target, V positiveWeight, out V value, out V slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var lambda = V.Broadcast(T.CreateTruncating(Lambda));
        var negative = V.Broadcast(T.One) - target;
        value = (target * x.MinusLogP) + (negative * x.MinusLogQ) - (lambda * ((x.P * x.MinusLogP) + (x.Q * x.MinusLogQ)));
        // dH/dp = ln(1 − p) − ln p
        slope = (negative * x.P) - (target * x.Q) - (lambda * x.P * x.Q * (x.MinusLogP - x.MinusLogQ));
    }
}

/// <summary>BCE against t = β·y + (1 − β)·q with q = p, through which the gradient flows too, or q = [p ≥ ½].</summary>
internal struct BootstrapElement : IElementLoss
{
    /// <summary>β.</summary>
    public double Beta;

    public bool IsHard;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void At<T, V>(in BinaryPrediction<V> x, V target, V positiveWeight, out V value, out V slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var one = V.Broadcast(T.One);
        var rest = V.Broadcast(T.CreateTruncating(1 - Beta));
        // q > p means p < ½
        var believed = IsHard ? V.WhereGreater(x.Q, x.P, V.Zero, one) : x.P;
        var mixed = V.MultiplyAdd(V.Broadcast(T.CreateTruncating(Beta)), target, rest * believed);
        value = (mixed * x.MinusLogP) + ((one - mixed) * x.MinusLogQ);
        slope = ((one - mixed) * x.P) - (mixed * x.Q);
        if (!IsHard)
            slope += rest * x.P * x.Q * (x.MinusLogP - x.MinusLogQ);
    }
}

/// <summary>−ln of the probability of the observed label when labels flip: p̃ = (1 − p)e₀ + p(1 − e₁).</summary>
internal struct ForwardCorrectionElement : IElementLoss
{
    /// <summary>e₀ = P(observed 1 | true 0).</summary>
    public double FalsePositiveRate;

    /// <summary>e₁ = P(observed 0 | true 1).</summary>
    public double FalseNegativeRate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void At<T, V>(in BinaryPrediction<V> x, V target, V positiveWeight, out V value, out V slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var e0 = V.Broadcast(T.CreateTruncating(FalsePositiveRate));
        var e1 = V.Broadcast(T.CreateTruncating(FalseNegativeRate));
        var kept = V.Broadcast(T.CreateTruncating(1 - FalsePositiveRate - FalseNegativeRate));
        // 1 − p̃ = (1 − p)(1 − e₀) + p·e₁, summed from positive terms so that small values stay exact
        var positive = V.MultiplyAdd(V.Broadcast(T.CreateTruncating(1 - FalseNegativeRate)), x.P, e0 * x.Q);
        var negative = V.MultiplyAdd(V.Broadcast(T.CreateTruncating(1 - FalsePositiveRate)), x.Q, e1 * x.P);
        // With no noise of one kind the logarithm of a vanishing probability comes from the logit: −ln p, −ln(1 − p).
        var logPositive = FalsePositiveRate > 0 ? V.Zero - V.Log(positive) : x.MinusLogP - V.Broadcast(T.CreateTruncating(Math.Log(1 - FalseNegativeRate)));
        var logNegative = FalseNegativeRate > 0 ? V.Zero - V.Log(negative) : x.MinusLogQ - V.Broadcast(T.CreateTruncating(Math.Log(1 - FalsePositiveRate)));
        var other = V.Broadcast(T.One) - target;
        value = (target * logPositive) + (other * logNegative);
        // dp̃/dz = (1 − e₀ − e₁)·p(1 − p); p/p̃ and (1 − p)/(1 − p̃) are at most 1/(1 − e), except that both are 0/0 where an exponential underflows.
        var atPositive = FalsePositiveRate > 0 ? x.P * x.Q / positive : x.Q / V.Broadcast(T.CreateTruncating(1 - FalseNegativeRate));
        var atNegative = FalseNegativeRate > 0 ? x.P * x.Q / negative : x.P / V.Broadcast(T.CreateTruncating(1 - FalsePositiveRate));
        slope = kept * ((other * atNegative) - (target * atPositive));
    }
}

/// <summary>BCE times the weight of suspects: those to whose label less than 1 − threshold is given.</summary>
internal struct ConfidenceWeightedElement : IElementLoss
{
    public double Threshold;
    public double SuspectWeight;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void At<T, V>(in BinaryPrediction<V> x, V target, V positiveWeight, out V value, out V slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var weight = Weight<T, V>(x, target);
        var negative = V.Broadcast(T.One) - target;
        value = weight * ((target * x.MinusLogP) + (negative * x.MinusLogQ));
        slope = weight * ((negative * x.P) - (target * x.Q));
    }

    /// <summary>The weight, a constant to the gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Weight<T, V>(in BinaryPrediction<V> x, V target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var agreement = (x.P * target) + (x.Q * (V.Broadcast(T.One) - target));
        return V.WhereGreater(V.Broadcast(T.CreateTruncating(1 - Threshold)), agreement, V.Broadcast(T.CreateTruncating(SuspectWeight)), V.Broadcast(T.One));
    }
}

/// <summary>The weight itself, to be summed.</summary>
internal struct ConfidenceWeightElement : IElementLoss
{
    public ConfidenceWeightedElement Loss;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void At<T, V>(in BinaryPrediction<V> x, V target, V positiveWeight, out V value, out V slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        value = Loss.Weight<T, V>(x, target);
        slope = V.Zero;
    }
}
