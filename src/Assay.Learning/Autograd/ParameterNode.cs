using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd;

/// <summary>The value of a parameter or buffer: not on a tape, valid as long as its engine; its gradient stays until an optimizer empties it.</summary>
internal sealed unsafe class ParameterNode : Node
{
    private void* _data;
    private void* _gradient;

    /// <summary>Memory for a parameter.</summary>
    /// <param name="engine">The engine to compute it.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="trainable">Whether gradients are computed.</param>
    public ParameterNode(Engine engine, Shape shape, bool trainable)
    {
        _data = engine.Heap.Rent(checked((nuint)shape.Count * (nuint)engine.ElementSize));
        Position = -1;
        Trainable = trainable;
        Begin(engine, shape, needsGradient: false, _data);
    }

    /// <summary>Whether gradients are computed.</summary>
    public bool Trainable { get; set; }

    /// <summary>Whether the parameter needs a gradient in this step.</summary>
    public override bool NeedsGradient => Trainable && Engine.RecordsGradients;

    protected override bool OwnsData => false;

    /// <summary>Makes the gradient empty: the next share overwrites what is there.</summary>
    public void EmptyGradient() => Gradient = null;

    public override void* GradientTarget(out bool accumulate)
    {
        accumulate = Gradient is not null;
        if (_gradient is null)
            _gradient = Engine.Heap.Rent(Bytes);
        return Gradient = _gradient;
    }

    public override bool TakeGradient(void* block) => false;

    public override void Backward()
    {
    }

    /// <summary>Gives the parameter's memory back.</summary>
    public override void End()
    {
        Gradient = null;
        if (_gradient is not null)
            Engine.Heap.Return(_gradient, Bytes);
        if (_data is not null)
            Engine.Heap.Return(_data, Bytes);
        _gradient = _data = null;
        base.End();
    }
}
