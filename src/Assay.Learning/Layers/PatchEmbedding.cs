using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>
/// A linear map of stretches of a time series, which may overlap: tokens for a transformer. With channels mixed, a token is made of one stretch of
/// every channel ([B, C, T] → [B, n, width]); else each channel is a series of its own ([B, C, T] → [B·C, n, width]).
/// Parameters: those of a <see cref="Linear"/> named <c>proj</c>, whose inputs are the channels one behind another. Source: Nie et al. 2023 (PatchTST).
/// </summary>
public sealed class PatchEmbedding : Layer
{
    /// <summary>An embedding of patches.</summary>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="length">Steps of a patch, at least 1.</param>
    /// <param name="stride">From the start of a patch to that of the next, at least 1.</param>
    /// <param name="width">Numbers of a token, at least 1.</param>
    /// <param name="mixing">Whether a token holds all channels; true by default.</param>
    /// <param name="alignment">Where patches lie when steps are left over; at the start by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public PatchEmbedding(int channels, int length, int stride, int width, bool mixing = true, PatchAlignment alignment = PatchAlignment.Start)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        (Channels, Length, Stride, Mixing, Alignment) = (channels, length, stride, mixing, alignment);
        Projection = Declare("proj", new Linear(mixing ? checked(channels * length) : length, width));
    }

    /// <summary>C.</summary>
    public int Channels { get; }

    /// <summary>Steps of a patch.</summary>
    public int Length { get; }

    /// <summary>From the start of a patch to that of the next.</summary>
    public int Stride { get; }

    /// <summary>Whether a token holds all channels.</summary>
    public bool Mixing { get; }

    /// <summary>Where patches lie when steps are left over.</summary>
    public PatchAlignment Alignment { get; }

    /// <summary>The linear map of a patch.</summary>
    public Linear Projection { get; }

    /// <summary>Patches of a series: n = ⌊(steps − length)/stride⌋ + 1.</summary>
    /// <param name="steps">T, at least the length of a patch.</param>
    public int PatchCount(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, Length);
        return ((steps - Length) / Stride) + 1;
    }

    /// <summary>Steps of a series that are in no patch (those between patches, when the stride exceeds the length, not counted).</summary>
    /// <param name="steps">T, at least the length of a patch.</param>
    public int UnusedSteps(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, Length);
        return (steps - Length) % Stride;
    }

    /// <summary>[B, C, T] → [B, n, width], or [B·C, n, width] without mixing.</summary>
    /// <inheritdoc />
    public override Tensor Forward(Tensor input)
    {
        var shape = input.Shape;
        if (shape.Rank != 3 || shape[1] != Channels || shape[2] < Length)
            throw Throw.Shapes(nameof(PatchEmbedding), shape, $"[batch, {Channels}, time] with at least {Length} steps, one patch");
        return Projection.Forward(input.Patches(Length, Stride, Mixing, Alignment == PatchAlignment.End ? UnusedSteps(shape[2]) : 0));
    }
}
