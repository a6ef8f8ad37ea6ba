using Assay.Learning.Kernels.Elementwise;

namespace Assay.Learning.Autograd.Operations;

/// <summary>
/// A loss: one number of one tensor. The gradient with respect to that tensor is computed with the value, in the same pass, and kept until the
/// backward pass scales it.
/// </summary>
internal abstract unsafe class LossNode : Node
{
    private void* _slope;

    /// <summary>The tensor that the loss is of.</summary>
    protected Node Input { get; set; } = null!;

    /// <summary>∂loss/∂input, laid out as the input; null when no gradient is needed.</summary>
    protected void* Slope => _slope;

    public override void Backward()
    {
        var upstream = Engine.Precision == Tensors.Precision.Single ? *(float*)Gradient : *(double*)Gradient;
        if (upstream != 1)
            Engine.Run(new AddKernel { Source = _slope, Destination = _slope, Scale = upstream }, Input.Shape.Count, 1);
        if (Input.TakeGradient(_slope))
        {
            _slope = null;
            return;
        }

        var target = Input.GradientTarget(out var accumulate);
        Engine.Run(new AddKernel { Source = _slope, Destination = target, Accumulate = accumulate, Scale = 1 }, Input.Shape.Count, 1);
    }

    public override void End()
    {
        if (_slope is not null)
            Engine.Heap.Return(_slope, Input.Bytes);
        _slope = null;
        base.End();
    }

    /// <summary>Takes memory for the value and, if needed, for the slope.</summary>
    protected void BeginLoss(Node input)
    {
        Input = input;
        Begin(input.Engine, [], input.NeedsGradient);
        if (NeedsGradient)
            _slope = Engine.Heap.Rent(input.Bytes);
    }

    /// <summary>Sets the value to a sum of partial sums (always in double precision) times a factor.</summary>
    protected void SetValue(ReadOnlySpan<double> partials, double factor)
    {
        var sum = 0.0;
        foreach (var partial in partials)
            sum += partial;
        if (Engine.Precision == Tensors.Precision.Single)
            *(float*)Data = (float)(sum * factor);
        else
            *(double*)Data = sum * factor;
    }
}
