using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>
/// A linear map of square patches that tile an image: tokens for a transformer, row by row. [B, C, rows, columns] → [B, patches, width].
/// Parameters: those of a <see cref="Conv2d"/> named <c>proj</c>, <c>weight</c> [width, C, size, size]. Source: Dosovitskiy et al. 2021 (ViT).
/// </summary>
public sealed class ImagePatchEmbedding : Layer
{
    /// <summary>An embedding of patches.</summary>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="size">Rows and columns of a patch, at least 1.</param>
    /// <param name="width">Numbers of a token, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public ImagePatchEmbedding(int channels, int size, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        (Channels, Size, Width) = (channels, size, width);
        Projection = Declare("proj", new Conv2d(channels, width, size, stride: size));
    }

    /// <summary>C.</summary>
    public int Channels { get; }

    /// <summary>Rows and columns of a patch.</summary>
    public int Size { get; }

    /// <summary>Numbers of a token.</summary>
    public int Width { get; }

    /// <summary>The map, as a convolution whose stride is its size.</summary>
    public Conv2d Projection { get; }

    /// <summary>[B, C, rows, columns] → [B, rows/size · columns/size, width].</summary>
    /// <inheritdoc />
    public override Tensor Forward(Tensor input)
    {
        var shape = input.Shape;
        if (shape.Rank != 4 || shape[1] != Channels || shape[2] < Size || shape[3] < Size || shape[2] % Size != 0 || shape[3] % Size != 0)
            throw Throw.Shapes(nameof(ImagePatchEmbedding), shape, $"[batch, {Channels}, rows, columns] with rows and columns that are multiples of {Size}");
        return Projection.Forward(input).Flatten(2).Transpose();
    }
}
