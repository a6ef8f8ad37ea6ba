namespace Assay.Learning.Layers;

/// <summary>Variants of <see cref="SparseAutoencoder"/>.</summary>
public sealed record SparseAutoencoderOptions
{
    /// <summary>Whether there is a bias b that is subtracted from the input and added to the output; true by default.</summary>
    public bool DecoderBias { get; init; } = true;

    /// <summary>Whether negative numbers among the k largest count as 0; true by default. False keeps them as they are. Without k, they always count as 0.</summary>
    public bool Rectify { get; init; } = true;
}
