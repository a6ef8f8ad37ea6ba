using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests;

/// <summary>Parameters with given values, to see gradients of.</summary>
internal sealed class Trainable : Module
{
    public Trainable(Engine engine, params (Shape Shape, float[] Values)[] parameters)
    {
        All = [.. parameters.Select((parameter, index) => Declare($"parameter{index}", parameter.Shape, new Initializer.Given(parameter.Values)))];
        Initialize(engine);
    }

    public IReadOnlyList<Parameter> All { get; }
}
