using Assay.Foundation.Randomness;
using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>How the first values of a parameter are drawn. A parameter's values depend on the engine's seed and the parameter's name only.</summary>
public abstract record Initializer
{
    /// <summary>Every value 0.</summary>
    public static Initializer Zeros { get; } = new Constant(0);

    /// <summary>Every value 1.</summary>
    public static Initializer Ones { get; } = new Constant(1);

    /// <summary>Uniform in ±1/√fanIn: what PyTorch's Linear and Conv layers start from (Kaiming uniform with a = √5).</summary>
    /// <param name="fanIn">Inputs of one output, at least 1.</param>
    public static Initializer KaimingUniform(int fanIn) => new Uniform(1 / Math.Sqrt(fanIn));

    /// <summary>Uniform in ±√(6/(fanIn + fanOut)). Source: Glorot and Bengio 2010, equation 16.</summary>
    /// <param name="fanIn">Inputs of one output.</param>
    /// <param name="fanOut">Outputs of one input.</param>
    public static Initializer XavierUniform(int fanIn, int fanOut) => new Uniform(Math.Sqrt(6.0 / (fanIn + fanOut)));

    /// <summary>Writes the first values of a parameter of this shape.</summary>
    /// <param name="values">Row-major, as many as the shape has.</param>
    /// <param name="shape">The parameter's shape.</param>
    /// <param name="seed">The parameter's own seed.</param>
    public abstract void Fill(Span<float> values, Shape shape, Seed seed);

    /// <summary>One value everywhere.</summary>
    /// <param name="Value">Any number.</param>
    public sealed record Constant(float Value) : Initializer
    {
        /// <inheritdoc />
        public override void Fill(Span<float> values, Shape shape, Seed seed) => values.Fill(Value);
    }

    /// <summary>Uniform in [−bound, bound).</summary>
    /// <param name="Bound">Any number of 0 or more.</param>
    public sealed record Uniform(double Bound) : Initializer
    {
        /// <inheritdoc />
        public override void Fill(Span<float> values, Shape shape, Seed seed)
        {
            for (var index = 0; index < values.Length; index++)
                values[index] = (float)(Bound * ((2 * seed.Uniform((ulong)index)) - 1));
        }
    }

    /// <summary>Normal around 0 (Box and Muller 1958).</summary>
    /// <param name="Deviation">Standard deviation, 0 or more.</param>
    public sealed record Normal(double Deviation) : Initializer
    {
        /// <inheritdoc />
        public override void Fill(Span<float> values, Shape shape, Seed seed)
        {
            for (var index = 0; index < values.Length; index++)
            {
                var radius = Math.Sqrt(-2 * Math.Log(1 - seed.Uniform(2 * (ulong)index)));
                values[index] = (float)(Deviation * radius * Math.Cos(2 * Math.PI * seed.Uniform((2 * (ulong)index) + 1)));
            }
        }
    }

    /// <summary>Given values.</summary>
    /// <param name="Values">Row-major, as many as the parameter has.</param>
    public sealed record Given(IReadOnlyList<float> Values) : Initializer
    {
        /// <inheritdoc />
        public override void Fill(Span<float> values, Shape shape, Seed seed)
        {
            if (Values.Count != values.Length)
                throw new InvalidOperationException($"{Values.Count} values were given for a parameter of shape {shape}, which has {values.Length}.");
            for (var index = 0; index < values.Length; index++)
                values[index] = Values[index];
        }
    }
}
