using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd;

/// <summary>
/// A value on the tape and the operation that made it. Operations are subclasses with their saved arguments as fields; they are pooled, so that
/// a training step makes no garbage. A value's memory lives until its step ends, its gradient's until the backward pass has used it.
/// </summary>
internal abstract unsafe class Node
{
    private Engine? _engine;
    private bool _needsGradient;

    /// <summary>The engine whose memory the value is in.</summary>
    public Engine Engine => _engine ?? throw new InvalidOperationException("This value belongs to no engine.");

    public Shape Shape { get; private set; }

    /// <summary>Counts the uses of this pooled object: a tensor that remembers another number is from a step that has ended.</summary>
    public long Version { get; private set; }

    /// <summary>The elements, row-major and contiguous; of the engine's precision.</summary>
    public void* Data { get; private set; }

    /// <summary>∂loss/∂value, laid out as <see cref="Data"/>; null until something was added to it.</summary>
    public void* Gradient { get; protected set; }

    /// <summary>Whether the loss can depend on a trainable parameter through this value, and the step keeps what the backward pass needs.</summary>
    public virtual bool NeedsGradient => _needsGradient;

    /// <summary>The place on the tape: operations before it are computed before it.</summary>
    public int Position { get; set; }

    /// <summary>Which pool of its tape the object goes back to.</summary>
    public int PoolIndex { get; set; }

    /// <summary>What kind of numbers these are; see <see cref="ValueKind"/>.</summary>
    public virtual ValueKind Kind => ValueKind.Any;

    /// <summary>A parameter by which a reader knows the operation's layer, when none of its inputs is one; null otherwise.</summary>
    public virtual Node? LayerParameter => null;

    /// <summary>Whether <see cref="Data"/> is this node's own block, or seen through (a reshape) or kept by somebody else (a parameter).</summary>
    protected virtual bool OwnsData => true;

    /// <summary>Bytes of the value.</summary>
    public nuint Bytes => checked((nuint)Shape.Count * (nuint)Engine.ElementSize);

    /// <summary>
    /// Adds this operation's share to the gradients of its inputs, from <see cref="Gradient"/>, which is not null. For every input:
    /// <c>if (Input.NeedsGradient) … Input.GradientTarget(out var accumulate)</c>.
    /// </summary>
    public abstract void Backward();

    /// <summary>Takes the memory for a value and puts the node on the tape.</summary>
    /// <param name="engine">The engine, in a step.</param>
    /// <param name="shape">The value's shape.</param>
    /// <param name="needsGradient">Whether an input needs a gradient.</param>
    public void Begin(Engine engine, Shape shape, bool needsGradient) => Begin(engine, shape, needsGradient, data: null);

    /// <summary>The same over memory that exists, for a node that does not own its data.</summary>
    public void Begin(Engine engine, Shape shape, bool needsGradient, void* data)
    {
        _engine = engine;
        Shape = shape;
        Version++;
        _needsGradient = needsGradient;
        Data = OwnsData ? engine.Heap.Rent(Bytes) : data;
    }

    /// <summary>Where to write the gradient of this value, taking memory for it at first use.</summary>
    /// <param name="accumulate">Whether there are numbers already, to be added to; else the memory is to be overwritten whole.</param>
    public virtual void* GradientTarget(out bool accumulate)
    {
        accumulate = Gradient is not null;
        if (!accumulate)
            Gradient = Engine.Heap.Rent(Bytes);
        return Gradient;
    }

    /// <summary>
    /// Makes <paramref name="block"/>, this value's whole gradient and nobody else's any more, the gradient. Only when there was none:
    /// an addition passes its gradient on to one input in this way instead of copying it.
    /// </summary>
    /// <returns>Whether the block was taken.</returns>
    public virtual bool TakeGradient(void* block)
    {
        if (Gradient is not null)
            return false;
        Gradient = block;
        return true;
    }

    /// <summary>Lets go of the gradient without giving its memory back, after somebody took it.</summary>
    public void ForgetGradient() => Gradient = null;

    /// <summary>Passes this node's gradient on to an input that was added unchanged: hands the block over, or adds it to what is there.</summary>
    protected void PassGradient(Node input)
    {
        if (input.TakeGradient(Gradient))
        {
            ForgetGradient();
            return;
        }

        var target = input.GradientTarget(out var accumulate);
        Engine.Run(new AddKernel { Source = Gradient, Destination = target, Accumulate = accumulate, Scale = 1 }, Shape.Count, 1);
    }

    /// <summary>Gives the memory of a used gradient back.</summary>
    public void ReleaseGradient()
    {
        if (Gradient is null)
            return;
        Engine.Heap.Return(Gradient, Bytes);
        Gradient = null;
    }

    /// <summary>Gives everything back at the end of a step, for another use of this object.</summary>
    public virtual void End()
    {
        ReleaseGradient();
        if (OwnsData)
            Engine.Heap.Return(Data, Bytes);
        Data = null;
        Version++;
    }
}
