using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Sparse;

/// <summary>
/// The auxiliary term of a sparse autoencoder's loss, right after <see cref="SparseDecodeKernel"/>: c·e·S for each row, e = Σ(x̂ − x)², S = Σ|a| over the k largest |a| of features that
/// are not active. Selects those features, and adds the term's share to the slopes that there are.
/// </summary>
/// <remarks>N rows, D inputs, M features, K codes a row. Items are rows.</remarks>
internal unsafe struct InactiveFeaturesKernel : IKernel
{
    /// <summary>a, [N, M].</summary>
    public void* Activations;

    /// <summary>z as it was decoded; its slopes are changed.</summary>
    public SparseCodes Codes;

    /// <summary>What was selected, with ∂loss/∂a as slopes and no values; K at most.</summary>
    public SparseCodes Inactive;

    /// <summary>2(x̂ − x)/(N·D), [N, D]; changed to ∂loss/∂x̂.</summary>
    public void* Slope;

    /// <summary>Σ e·S of each part.</summary>
    public double* Sums;

    public int Rows;
    public int Inputs;
    public int Features;

    /// <summary>c.</summary>
    public double Coefficient;

    /// <summary>Slope of the penalty on |z|, which is in the codes' slopes already.</summary>
    public double Penalty;

    /// <summary>Bytes that a part needs for itself.</summary>
    public static nuint ScratchBytes(int features, int elementSize) => Masked(features, elementSize) + TopK.ScratchBytes(features, elementSize) + ((nuint)features * (nuint)elementSize);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var sums = 0.0;
        for (var row = part.Start; row < part.End; row++)
        {
            var total = Select<T, V>(row, part.Scratch);
            var slope = (T*)Slope + (row * Inputs);
            var error = Error(slope);
            sums += error * total;

            // ∂(c/N·e·S)/∂x̂ = c/N·S·2(x̂ − x) = slope·c·D·S; ∂/∂a = c/N·e·sign(a).
            var factor = 1 + (Coefficient * Inputs * total);
            Scale(slope, T.CreateTruncating(factor));
            ScaleCodes<T>(row, factor);
            var slopes = (T*)Inactive.Slopes + (row * Inactive.K);
            for (var j = 0; j < Inactive.Counts[row]; j++)
                slopes[j] *= T.CreateTruncating(Coefficient / Rows * error);
        }

        Sums[part.Index] = sums;
    }

    private static nuint Masked(int features, int elementSize) => (((nuint)features * (nuint)elementSize) + 63) / 64 * 64;

    // Fills the row of inactive features, their slopes with the signs of a; gives S.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly double Select<T, V>(long row, nint scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var magnitudes = (T*)scratch;
        var rest = scratch + (nint)Masked(Features, sizeof(T));
        var chosen = (T*)(rest + (nint)TopK.ScratchBytes(Features, sizeof(T)));
        var activations = (T*)Activations + (row * Features);
        for (var j = 0; j < Features; j++)
            magnitudes[j] = T.Abs(activations[j]);
        for (var j = row * Codes.K; j < (row * Codes.K) + Codes.Counts[row]; j++)
            magnitudes[Codes.Features[j]] = -T.One;
        var features = Inactive.Features + (row * Inactive.K);
        TopK.Select<T, V>(magnitudes, Features, Inactive.K, (void*)rest, features, chosen);

        // Active ones come last and are among the largest only where there are too few others.
        var (count, sum) = (0, 0.0);
        for (var j = 0; j < Inactive.K; j++)
        {
            if (chosen[j] < T.Zero)
                continue;
            sum += double.CreateTruncating(chosen[j]);
            features[count] = features[j];
            ((T*)Inactive.Slopes)[(row * Inactive.K) + count] = activations[features[j]] < T.Zero ? -T.One : T.One;
            count++;
        }

        Inactive.Counts[row] = count;
        return sum;
    }

    // e = Σ(x̂ − x)², the slope being 2(x̂ − x)/(N·D).
    private readonly double Error<T>(T* slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (sum, toDifference) = (0.0, (double)Rows * Inputs / 2);
        for (var i = 0; i < Inputs; i++)
            sum += double.CreateTruncating(slope[i]) * double.CreateTruncating(slope[i]);
        return sum * toDifference * toDifference;
    }

    private readonly void Scale<T>(T* slope, T factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < Inputs; i++)
            slope[i] *= factor;
    }

    // ∂loss/∂z = slope·atom + penalty·sign(z): the first part grows as the slope did.
    private readonly void ScaleCodes<T>(long row, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var j = row * Codes.K; j < (row * Codes.K) + Codes.Counts[row]; j++)
        {
            var value = ((T*)Codes.Values)[j];
            var penalty = T.CreateTruncating(value > T.Zero ? Penalty : value < T.Zero ? -Penalty : 0);
            ((T*)Codes.Slopes)[j] = ((((T*)Codes.Slopes)[j] - penalty) * T.CreateTruncating(factor)) + penalty;
        }
    }
}
