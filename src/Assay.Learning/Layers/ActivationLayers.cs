using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>An activation function as a layer; after a <see cref="Linear"/> in a <see cref="Sequential"/> it is computed with that.</summary>
/// <param name="function">The function.</param>
public class ActivationLayer(Activation function) : Layer
{
    /// <summary>The function.</summary>
    public Activation Function { get; } = function;

    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => input.Apply(Function);
}

/// <summary>max(0, x).</summary>
public sealed class Relu() : ActivationLayer(Activation.Relu);

/// <summary>x·Φ(x), exact.</summary>
public sealed class Gelu() : ActivationLayer(Activation.Gelu);

/// <summary>x·sigmoid(x).</summary>
public sealed class Silu() : ActivationLayer(Activation.Silu);

/// <summary>x above 0, e^x − 1 below.</summary>
public sealed class Elu() : ActivationLayer(Activation.Elu);

/// <summary>1/(1 + e^−x), within a model; a model that ends in it gives probabilities, which only losses over probabilities take.</summary>
public sealed class Sigmoid() : ActivationLayer(Activation.Sigmoid);

/// <summary>The hyperbolic tangent.</summary>
public sealed class Tanh() : ActivationLayer(Activation.Tanh);
