namespace Assay.Learning.Kernels.Elementwise;

/// <summary>A dropout mask: which elements are kept is computed from the key and the element's index wherever it is needed, never stored.</summary>
/// <param name="Key">Names the mask: seed, step and place in the model.</param>
/// <param name="Threshold">An element is dropped when its 32 random bits are below; 0 drops nothing.</param>
/// <param name="Scale">1/(1 − p) for what is kept, so that the expectation stays.</param>
internal readonly record struct DropoutMask(ulong Key, uint Threshold, double Scale)
{
    /// <summary>No dropout.</summary>
    public static DropoutMask None { get; } = new(0, 0, 1);

    /// <summary>A mask that drops each element with this probability, in [0, 1).</summary>
    public static DropoutMask For(double probability, ulong key) =>
        probability == 0 ? None : new DropoutMask(key, (uint)Math.Min(uint.MaxValue, Math.Round(probability * 4294967296.0)), 1 / (1 - probability));
}
