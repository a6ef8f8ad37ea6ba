using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Kernels.Reductions;

namespace Assay.Learning.Kernels.Losses;

/// <summary>Cross-entropy of rows of logits, and its gradient.</summary>
internal unsafe struct CrossEntropyKernel : IKernel
{
    public void* Logits;
    public int* Labels;

    /// <summary>One a class, or null.</summary>
    public double* Weights;

    /// <summary>Where the gradient goes, or null.</summary>
    public void* Slope;

    /// <summary>One sum a part.</summary>
    public double* Sums;

    public int Classes;
    public double Smoothing;

    /// <summary>1/Σ weights, a factor on every gradient.</summary>
    public double Factor;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var sum = 0.0;
        for (var row = part.Start; row < part.End; row++)
        {
            var logits = (T*)Logits + (row * Classes);
            var label = Labels[row];
            var (largest, exponentials) = Rows.LogSumExp<T, V>(logits, Classes);
            var logSum = double.CreateTruncating(largest) + Math.Log(double.CreateTruncating(exponentials));

            // −Σ target_c · w_c · (z_c − logSum), the target being (1−s) on the label and s/C everywhere.
            var weight = Weights is null ? 1 : Weights[label];
            sum += (1 - Smoothing) * weight * (logSum - double.CreateTruncating(logits[label]));
            var smoothWeights = 0.0;
            if (Smoothing > 0)
            {
                for (var c = 0; c < Classes; c++)
                {
                    var share = Smoothing / Classes * (Weights is null ? 1 : Weights[c]);
                    smoothWeights += share;
                    sum += share * (logSum - double.CreateTruncating(logits[c]));
                }
            }

            if (Slope is not null)
                Gradient<T, V>(logits, (T*)Slope + (row * Classes), label, weight, smoothWeights, largest, exponentials);
        }

        Sums[part.Index] = sum;
    }

    // ∂loss/∂z_c = Factor · (softmax_c · Σ target·w − target_c·w_c)
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Gradient<T, V>(T* logits, T* slope, int label, double weight, double smoothWeights, T largest, T exponentials)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var all = ((1 - Smoothing) * weight) + smoothWeights;
        var scale = V.Broadcast(T.CreateTruncating(Factor * all) / exponentials);
        var shift = V.Broadcast(largest);
        var c = 0;
        for (; c + V.Count <= Classes; c += V.Count)
            (V.Exp(V.Load(logits + c) - shift) * scale).Store(slope + c);
        if (c < Classes)
            (V.Exp(V.Load(logits + c, Classes - c) - shift) * scale).Store(slope + c, Classes - c);
        slope[label] -= T.CreateTruncating(Factor * (1 - Smoothing) * weight);
        if (Smoothing > 0)
        {
            for (var other = 0; other < Classes; other++)
                slope[other] -= T.CreateTruncating(Factor * Smoothing / Classes * (Weights is null ? 1 : Weights[other]));
        }
    }
}
