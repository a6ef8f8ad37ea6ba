using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>Which positions a position may attend to: all (the default value), none later than itself, none that is padding, or both.</summary>
/// <remarks>A position that may attend to nothing, as all is padding, gets zeros; PyTorch gives NaN.</remarks>
public readonly record struct AttentionMask
{
    /// <summary>Every position attends to every position.</summary>
    public static AttentionMask None => default;

    /// <summary>Position i attends to positions 0 … i.</summary>
    public static AttentionMask Causal => new() { IsCausal = true };

    /// <summary>Whether later positions are hidden.</summary>
    public bool IsCausal { get; init; }

    /// <summary>[batch, tokens]: 0 where there is padding, which nobody attends to, any other number where there is a token; null when all are tokens.</summary>
    /// <remarks>The opposite of PyTorch's <c>key_padding_mask</c>, which is true on padding.</remarks>
    public Indices? Present { get; init; }

    /// <summary>Nobody attends to padding.</summary>
    /// <param name="present">[batch, tokens]: 0 where there is padding, any other number where there is a token.</param>
    public static AttentionMask Padding(Indices present) => new() { Present = present };
}
