using Assay.Learning.Autograd.Operations;

namespace Assay.Learning.Layers;

/// <summary>Sizes and settings of a <see cref="TransformerEncoderLayer"/>; defaults are PyTorch's.</summary>
public sealed record TransformerOptions
{
    /// <summary>Numbers of a token, at least 1.</summary>
    public required int Width { get; init; }

    /// <summary>Heads of attention; divides the width.</summary>
    public required int Heads { get; init; }

    /// <summary>Hidden numbers of the two linear layers, at least 1; 2048 by default.</summary>
    public int FeedForward { get; init; } = 2048;

    /// <summary>Probability in [0, 1) of every dropout: of attention, of hidden numbers, of both branches' results; 0.1 by default.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>The hidden numbers' function; <see cref="Activation.Relu"/> by default.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Whether each branch normalizes its input (true; trains more steadily) or the sum after it (false, the default).</summary>
    public bool NormFirst { get; init; }

    /// <summary>ε of the normalizations, above 0; 1e-5 by default.</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <summary>Whether linear layers and normalizations have biases; true by default.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>Refuses settings outside their ranges.</summary>
    /// <exception cref="ArgumentException">The width does not divide into the heads.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(FeedForward, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(NormEpsilon);
        Throw.IfNotProbabilityBelowOne(Dropout);
        AttentionNode.RequireHeads(Width, Heads);
    }
}
