using System.Runtime.Intrinsics;

namespace Assay.Learning.Kernels.Products;

/// <summary>What the tiles of matrix products need of a register of floats; implemented by one type for each width.</summary>
/// <typeparam name="TVector">The register.</typeparam>
internal unsafe interface ITileRegister<TVector>
    where TVector : struct
{
    /// <summary>Floats a register holds.</summary>
    static abstract int Count { get; }

    /// <summary>The most rows of a tile that is one, two or three registers wide, so that its sums stay in registers.</summary>
    static abstract int Rows(int registers);

    static abstract TVector Broadcast(float value);

    static abstract TVector Load(float* source);

    /// <summary>Reads the first <paramref name="count"/> floats and nothing beyond; the others are zero.</summary>
    static abstract TVector Load(float* source, int count);

    static abstract void Store(float* destination, TVector value);

    /// <summary>Writes the first <paramref name="count"/> floats and nothing beyond.</summary>
    static abstract void Store(float* destination, TVector value, int count);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector MultiplyAdd(TVector factor, TVector other, TVector addend);

    /// <summary>The sum of all floats of each, in one order that is the same for all four.</summary>
    static abstract Vector128<float> SumFour(TVector first, TVector second, TVector third, TVector fourth);

    /// <summary>
    /// Writes four columns of up to <see cref="Count"/> rows as four rows in whole registers: destination[c, r] = source[r, c], zero where there is no row; strides in floats.
    /// </summary>
    static abstract void TransposeFour(float* source, nint stride, int rows, float* destination, nint destinationStride);
}
