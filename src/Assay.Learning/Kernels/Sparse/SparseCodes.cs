namespace Assay.Learning.Kernels.Sparse;

/// <summary>Sparse rows z of codes over features, at most K a row: values with their features in ascending order, and the slopes ∂loss/∂z. All in native memory.</summary>
internal unsafe struct SparseCodes
{
    /// <summary>Most codes of a row.</summary>
    public int K;

    /// <summary>The feature of each code, [rows, K]; the first <see cref="Counts"/> of each row are in use.</summary>
    public int* Features;

    /// <summary>z, of the engine's precision, laid out as the features.</summary>
    public void* Values;

    /// <summary>∂loss/∂z, laid out as the features; null when no gradient is needed.</summary>
    public void* Slopes;

    /// <summary>Codes in use, one number a row.</summary>
    public int* Counts;
}
