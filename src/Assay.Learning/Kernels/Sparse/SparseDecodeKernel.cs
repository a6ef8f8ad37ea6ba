using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Sparse;

/// <summary>
/// Rows of a sparse autoencoder behind the encoder's product: selects codes, decodes them and, when there is a target, has the loss and its slopes at once, while
/// the atoms of the row are in the nearest cache.
/// </summary>
/// <remarks>N rows, D inputs, M features, K codes a row. Items are rows.</remarks>
internal unsafe struct SparseDecodeKernel : IKernel
{
    /// <summary>a, [N, M].</summary>
    public void* Activations;

    /// <summary>Decoder columns one after the other, [M, D].</summary>
    public void* Atoms;

    /// <summary>[D], or null.</summary>
    public void* Bias;

    public SparseCodes Codes;

    /// <summary>x̂, [N, D], or null.</summary>
    public void* Output;

    /// <summary>What x̂ should be, [N, D], or null.</summary>
    public void* Target;

    /// <summary>Where 2·factor·(x̂ − target) goes, [N, D], or null.</summary>
    public void* Slope;

    /// <summary>Σ (x̂ − target)² of each part.</summary>
    public double* Squares;

    /// <summary>Σ |z| of each part.</summary>
    public double* Magnitudes;

    public int Inputs;
    public int Features;
    public bool Rectify;
    public double Factor;

    /// <summary>Slope of the penalty on |z|.</summary>
    public double Penalty;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        double squares = 0, magnitudes = 0;
        for (var row = part.Start; row < part.End; row++)
        {
            var features = Codes.Features + (row * Codes.K);
            var values = (T*)Codes.Values + (row * Codes.K);
            TopK.Select<T, V>((T*)Activations + (row * Features), Features, Codes.K, (void*)part.Scratch, features, values);
            var count = Rectify ? Positive(features, values, Codes.K) : Codes.K;
            Codes.Counts[row] = count;
            squares += Decode<T, V>(row, features, values, count);
            if (Target is null)
                continue;
            var magnitude = V.Zero;
            for (var j = 0; j < count; j += V.Count)
                magnitude += V.Abs(V.Load(values + j, Math.Min(V.Count, count - j)));
            magnitudes += double.CreateTruncating(magnitude.Sum());
            if (Slope is not null)
                Slopes<T, V>((T*)Slope + (row * Inputs), (T*)Atoms, Inputs, features, values, count, T.CreateTruncating(Penalty), (T*)Codes.Slopes + (row * Codes.K));
        }

        if (Target is null)
            return;
        Squares[part.Index] = squares;
        Magnitudes[part.Index] = magnitudes;
    }

    /// <summary>∂loss/∂z = slope · atom + penalty·sign(z), for the codes of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Slopes<T, V>(T* slope, T* atoms, int inputs, int* features, T* values, int count, T penalty, T* slopes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var whole = inputs - (inputs % V.Count);
        for (var j = 0; j < count; j += 2)
        {
            // Two atoms at once: one sum alone would wait for each multiplication.
            var first = atoms + ((long)features[j] * inputs);
            var second = j + 1 < count ? atoms + ((long)features[j + 1] * inputs) : first;
            V sum1 = V.Zero, sum2 = V.Zero, sum3 = V.Zero, sum4 = V.Zero;
            var i = 0;
            for (; i + (2 * V.Count) <= whole; i += 2 * V.Count)
            {
                var g1 = V.Load(slope + i);
                var g2 = V.Load(slope + i + V.Count);
                sum1 = V.MultiplyAdd(g1, V.Load(first + i), sum1);
                sum2 = V.MultiplyAdd(g1, V.Load(second + i), sum2);
                sum3 = V.MultiplyAdd(g2, V.Load(first + i + V.Count), sum3);
                sum4 = V.MultiplyAdd(g2, V.Load(second + i + V.Count), sum4);
            }

            for (; i < inputs; i += V.Count)
            {
                var rest = Math.Min(V.Count, inputs - i);
                sum1 = V.MultiplyAdd(V.Load(slope + i, rest), V.Load(first + i, rest), sum1);
                sum2 = V.MultiplyAdd(V.Load(slope + i, rest), V.Load(second + i, rest), sum2);
            }

            slopes[j] = (sum1 + sum3).Sum() + (penalty * Sign(values[j]));
            if (j + 1 < count)
                slopes[j + 1] = (sum2 + sum4).Sum() + (penalty * Sign(values[j + 1]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sign<T>(T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => value > T.Zero ? T.One : value < T.Zero ? -T.One : T.Zero;

    // Drops codes that the rectifier makes 0 (NaN stays).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Positive<T>(int* features, T* values, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var kept = 0;
        for (var j = 0; j < count; j++)
        {
            features[kept] = features[j];
            values[kept] = values[j];
            if (!(values[j] <= T.Zero))
                kept++;
        }

        return kept;
    }

    // x̂ = Σ z·atom + bias, four registers of columns at a time; returns Σ (x̂ − target)².
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly double Decode<T, V>(long row, int* features, T* values, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var squares = V.Zero;
        var i = 0;
        for (; i + (4 * V.Count) <= Inputs; i += 4 * V.Count)
        {
            V sum1 = V.Zero, sum2 = V.Zero, sum3 = V.Zero, sum4 = V.Zero;
            if (Bias is not null)
            {
                sum1 = V.Load((T*)Bias + i);
                sum2 = V.Load((T*)Bias + i + V.Count);
                sum3 = V.Load((T*)Bias + i + (2 * V.Count));
                sum4 = V.Load((T*)Bias + i + (3 * V.Count));
            }

            // Every second atom goes to sums of its own, or each addition would wait for the one before.
            V odd1 = V.Zero, odd2 = V.Zero, odd3 = V.Zero, odd4 = V.Zero;
            var atoms = (T*)Atoms + i;
            var j = 0;
            for (; j + 2 <= count; j += 2)
            {
                var atom = atoms + ((long)features[j] * Inputs);
                var value = V.Broadcast(values[j]);
                sum1 = V.MultiplyAdd(value, V.Load(atom), sum1);
                sum2 = V.MultiplyAdd(value, V.Load(atom + V.Count), sum2);
                sum3 = V.MultiplyAdd(value, V.Load(atom + (2 * V.Count)), sum3);
                sum4 = V.MultiplyAdd(value, V.Load(atom + (3 * V.Count)), sum4);
                var oddAtom = atoms + ((long)features[j + 1] * Inputs);
                var oddValue = V.Broadcast(values[j + 1]);
                odd1 = V.MultiplyAdd(oddValue, V.Load(oddAtom), odd1);
                odd2 = V.MultiplyAdd(oddValue, V.Load(oddAtom + V.Count), odd2);
                odd3 = V.MultiplyAdd(oddValue, V.Load(oddAtom + (2 * V.Count)), odd3);
                odd4 = V.MultiplyAdd(oddValue, V.Load(oddAtom + (3 * V.Count)), odd4);
            }

            if (j < count)
            {
                var atom = atoms + ((long)features[j] * Inputs);
                var value = V.Broadcast(values[j]);
                sum1 = V.MultiplyAdd(value, V.Load(atom), sum1);
                sum2 = V.MultiplyAdd(value, V.Load(atom + V.Count), sum2);
                sum3 = V.MultiplyAdd(value, V.Load(atom + (2 * V.Count)), sum3);
                sum4 = V.MultiplyAdd(value, V.Load(atom + (3 * V.Count)), sum4);
            }

            Finish<T, V>(sum1 + odd1, row, i, V.Count, ref squares);
            Finish<T, V>(sum2 + odd2, row, i + V.Count, V.Count, ref squares);
            Finish<T, V>(sum3 + odd3, row, i + (2 * V.Count), V.Count, ref squares);
            Finish<T, V>(sum4 + odd4, row, i + (3 * V.Count), V.Count, ref squares);
        }

        for (; i < Inputs; i += V.Count)
        {
            var rest = Math.Min(V.Count, Inputs - i);
            var sum = Bias is null ? V.Zero : V.Load((T*)Bias + i, rest);
            for (var j = 0; j < count; j++)
                sum = V.MultiplyAdd(V.Broadcast(values[j]), V.Load((T*)Atoms + ((long)features[j] * Inputs) + i, rest), sum);
            Finish<T, V>(sum, row, i, rest, ref squares);
        }

        return double.CreateTruncating(squares.Sum());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Finish<T, V>(V value, long row, int column, int count, ref V squares)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var place = (row * Inputs) + column;
        if (Output is not null)
            value.Store((T*)Output + place, count);
        if (Target is null)
            return;
        var difference = value - V.Load((T*)Target + place, count);
        squares = V.MultiplyAdd(difference, difference, squares);
        if (Slope is not null)
            (difference * V.Broadcast(T.CreateTruncating(2 * Factor))).Store((T*)Slope + place, count);
    }
}
