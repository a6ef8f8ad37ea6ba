using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>y = x·Wᵀ + b. Parameters: <c>weight</c> [outputs, inputs], <c>bias</c> [outputs]; first values uniform in ±1/√inputs, as in PyTorch.</summary>
public sealed class Linear : Layer
{
    /// <summary>A layer from rows of <paramref name="inputs"/> numbers to rows of <paramref name="outputs"/>.</summary>
    /// <param name="inputs">Numbers in, at least 1.</param>
    /// <param name="outputs">Numbers out, at least 1.</param>
    /// <param name="bias">Whether b is there; true by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public Linear(int inputs, int outputs, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        Inputs = inputs;
        Outputs = outputs;
        Weight = Declare("weight", [outputs, inputs], Initializer.KaimingUniform(inputs));
        if (bias)
            Bias = Declare("bias", [outputs], Initializer.KaimingUniform(inputs));
    }

    /// <summary>A layer with first values of its own.</summary>
    internal Linear(int inputs, int outputs, Initializer weight, Initializer? bias)
    {
        Inputs = inputs;
        Outputs = outputs;
        Weight = Declare("weight", [outputs, inputs], weight);
        if (bias is not null)
            Bias = Declare("bias", [outputs], bias);
    }

    /// <summary>Numbers in.</summary>
    public int Inputs { get; }

    /// <summary>Numbers out.</summary>
    public int Outputs { get; }

    /// <summary>W, [outputs, inputs].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [outputs]; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>[…, inputs] → […, outputs].</summary>
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => Forward(input, Activation.None);

    /// <summary>residual + dropout(f(x·Wᵀ + b)) in one pass: what the layers after this one would compute, cheaper.</summary>
    /// <param name="input">[…, inputs].</param>
    /// <param name="activation">f.</param>
    /// <param name="dropout">Probability in [0, 1) that a number is dropped in training.</param>
    /// <param name="residual">Added at the end, […, outputs]; none when null.</param>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public Tensor Forward(Tensor input, Activation activation, double dropout = 0, Tensor? residual = null) =>
        input.Linear(Weight, Bias?.Value, activation, dropout, residual);
}
