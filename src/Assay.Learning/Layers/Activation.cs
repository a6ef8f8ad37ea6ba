namespace Assay.Learning.Layers;

/// <summary>The functions that are applied to every number of a layer's output.</summary>
public enum Activation
{
    /// <summary>x.</summary>
    None,

    /// <summary>max(0, x); the derivative at 0 is 0.</summary>
    Relu,

    /// <summary>x·Φ(x) with the exact normal distribution function Φ. Source: Hendrycks and Gimpel 2016.</summary>
    Gelu,

    /// <summary>½x(1 + tanh(√(2/π)(x + 0.044715x³))): the approximation of <see cref="Gelu"/> that GPT-2 used.</summary>
    GeluTanh,

    /// <summary>x·sigmoid(x), also called swish.</summary>
    Silu,

    /// <summary>x above 0, e^x − 1 below. Source: Clevert, Unterthiner and Hochreiter 2015, with α = 1.</summary>
    Elu,

    /// <summary>1/(1 + e^−x).</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,
}
