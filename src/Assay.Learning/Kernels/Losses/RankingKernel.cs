using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Losses;

/// <summary>Σⱼ σ(γ(xⱼ − xᵢ)) over all others j, for each own value i, and the derivative with respect to xᵢ.</summary>
/// <remarks>Run once for the positives and once for the negatives (with γ negated), so that no two threads add to one number.</remarks>
internal unsafe struct RankingKernel : IKernel
{
    public void* Own;
    public void* Others;
    public long OtherCount;
    public double Gamma;

    /// <summary>Where −γ·Σⱼ σ'(γ(xⱼ − xᵢ)) goes.</summary>
    public void* Slope;

    /// <summary>One sum a part.</summary>
    public double* Sums;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var one = V.Broadcast(T.One);
        var gamma = V.Broadcast(T.CreateTruncating(-Gamma));
        var others = (T*)Others;
        var rest = (int)(OtherCount % V.Count);
        var whole = OtherCount - rest;
        var values = stackalloc T[V.Count];
        var slopes = stackalloc T[V.Count];
        var total = 0.0;
        for (var i = part.Start; i < part.End; i++)
        {
            var own = V.Broadcast(((T*)Own)[i]);
            var sum = V.Zero;
            var slope = V.Zero;
            for (var j = 0L; j < whole; j += V.Count)
            {
                // 1/(1 + e^(−γ(xⱼ − xᵢ))); probabilities differ by 1 at most, so nothing overflows but with an absurd γ, and then to 0.
                var sigmoid = one / (one + V.Exp(gamma * (V.Load(others + j) - own)));
                sum += sigmoid;
                slope += sigmoid * (one - sigmoid);
            }

            var ownSum = double.CreateTruncating(sum.Sum());
            var ownSlope = double.CreateTruncating(slope.Sum());
            if (rest > 0)
            {
                var sigmoid = one / (one + V.Exp(gamma * (V.Load(others + whole, rest) - own)));
                sigmoid.Store(values);
                (sigmoid * (one - sigmoid)).Store(slopes);
                for (var j = 0; j < rest; j++)
                {
                    ownSum += double.CreateTruncating(values[j]);
                    ownSlope += double.CreateTruncating(slopes[j]);
                }
            }

            total += ownSum;
            ((T*)Slope)[i] = T.CreateTruncating(-Gamma * ownSlope);
        }

        Sums[part.Index] = total;
    }
}
