using Assay.Learning.Tensors;

namespace Assay.Learning;

/// <summary>One pass through a model, from its inputs to the gradients; ends when disposed, and with it every tensor made inside.</summary>
/// <remarks>Made by <see cref="Engine.BeginStep"/>. Use it in a <c>using</c> statement.</remarks>
public readonly struct Step : IDisposable
{
    private readonly Engine _engine;

    internal Step(Engine engine) => _engine = engine;

    internal Engine Engine => _engine ?? throw new InvalidOperationException("This step never began; make it with engine.BeginStep().");

    /// <summary>A tensor of numbers from outside, which need no gradient.</summary>
    /// <param name="values">Row-major; copied.</param>
    /// <param name="shape">Their shape; its count is the number of values.</param>
    /// <exception cref="ArgumentException">Count and number differ.</exception>
    public Tensor Tensor(ReadOnlySpan<float> values, Shape shape) => _engine.Input(values, shape);

    /// <summary>Whole numbers from outside: class labels or token ids.</summary>
    /// <param name="values">Row-major; copied.</param>
    /// <param name="shape">Their shape; its count is the number of values.</param>
    /// <exception cref="ArgumentException">Count and number differ.</exception>
    public Indices Indices(ReadOnlySpan<int> values, Shape shape) => _engine.InputIndices(values, shape);

    /// <summary>Ends the step: its tensors become invalid, and their memory is used again.</summary>
    public void Dispose() => _engine?.EndStep();
}
