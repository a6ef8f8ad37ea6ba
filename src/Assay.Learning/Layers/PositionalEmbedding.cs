using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>
/// Adds to each token a row of numbers for its position. Parameter: <c>weight</c> [positions, width], first normal with deviation 0.02 (Devlin et al. 2019); of
/// <see cref="Sinusoidal"/> positions, a buffer of that name.
/// </summary>
public sealed class PositionalEmbedding : Layer
{
    // The wavelengths of sinusoidal positions reach from 2π to this times 2π.
    private const double LongestWave = 10000;

    /// <summary>Learned positions.</summary>
    /// <param name="positions">The most tokens a sequence can have, at least 1.</param>
    /// <param name="width">Numbers of a token, at least 1.</param>
    /// <param name="deviation">Standard deviation of the first values; 0.02 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or a negative deviation.</exception>
    public PositionalEmbedding(int positions, int width, double deviation = 0.02)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(positions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        Weight = Declare("weight", [positions, width], new Initializer.Normal(deviation));
    }

    private PositionalEmbedding(float[] waves, int positions, int width) =>
        Weight = DeclareBuffer("weight", [positions, width], new Initializer.Given(waves));

    /// <summary>The table, [positions, width].</summary>
    public Parameter Weight { get; }

    /// <summary>Positions that are not learned: sin(t/10000^(2i/width)) at 2i, the cosine at 2i + 1. Source: Vaswani et al. 2017, section 3.5.</summary>
    /// <param name="positions">The most tokens a sequence can have, at least 1.</param>
    /// <param name="width">Numbers of a token, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public static PositionalEmbedding Sinusoidal(int positions, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(positions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var waves = new float[checked(positions * width)];
        for (var t = 0; t < positions; t++)
        {
            for (var c = 0; c < width; c++)
            {
                var angle = t / Math.Pow(LongestWave, (c - (c % 2)) / (double)width);
                waves[(t * width) + c] = (float)(c % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
            }
        }

        return new PositionalEmbedding(waves, positions, width);
    }

    /// <summary>[batch, tokens, width] → [batch, tokens, width], with at most as many tokens as positions.</summary>
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => input.AddPositions(Weight);
}
