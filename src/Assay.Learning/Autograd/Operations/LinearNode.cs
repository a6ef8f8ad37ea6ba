using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Products;
using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y = residual + dropout(f(x·Wᵀ + b)): a layer in one pass over its output.</summary>
/// <remarks>N rows, I inputs, O outputs. x: [N, I], W: [O, I], b: [O], y and residual: [N, O].</remarks>
internal sealed unsafe class LinearNode : Node
{
    private Node _input = null!;
    private Node _weight = null!;
    private Node? _bias;
    private Node? _residual;
    private Activation _activation;
    private DropoutMask _dropout;
    private void* _derivative;

    // A sigmoid's outputs stay probabilities only when nothing was dropped (the rest is scaled up) or added.
    public override ValueKind Kind =>
        _activation == Activation.Sigmoid && _dropout.Threshold == 0 && _residual is null ? ValueKind.Probabilities : ValueKind.Any;

    private int Rows => checked((int)_input.Shape.Rows);

    private int Inputs => _weight.Shape[1];

    private int Outputs => _weight.Shape[0];

    public static Tensor Compute(Tensor input, Tensor weight, Tensor? bias, Activation activation, double dropout, Tensor? residual)
    {
        if (weight.Shape.Rank != 2 || input.Shape.Rank == 0 || input.Shape.Last != weight.Shape[1])
            throw Throw.Shapes("Linear", input.Shape, $"[…, {(weight.Shape.Rank == 2 ? weight.Shape[1] : "inputs")}] for a weight of shape {weight.Shape}");
        var shape = input.Shape.WithLast(weight.Shape[0]);
        if (bias is { } b && b.Shape != [weight.Shape[0]])
            throw Throw.Shapes("Linear's bias", b.Shape, $"[{weight.Shape[0]}]");
        if (residual is { } r && r.Shape != shape)
            throw Throw.Shapes("Linear's residual", r.Shape, shape.ToString());

        var engine = input.Engine;
        var node = engine.Record<LinearNode>();
        node._input = input.Node;
        node._weight = weight.Node;
        node._bias = bias?.Node;
        node._residual = residual?.Node;
        node._activation = activation;
        node._dropout = engine.Dropout(dropout);
        node.Begin(engine, shape, input.Node.NeedsGradient || weight.Node.NeedsGradient || node._bias is { NeedsGradient: true } || node._residual is { NeedsGradient: true });
        node.Forward();
        return new Tensor(node);
    }

    public override void Backward()
    {
        var slope = Gradient;
        var ownSlope = false;
        if (_activation != Activation.None || _dropout.Threshold != 0)
        {
            // ∂loss/∂z = ∂loss/∂y · ∂y/∂z; in place, unless the residual is to be passed the gradient as it came.
            ownSlope = _residual is { NeedsGradient: true };
            if (ownSlope)
                slope = Engine.Heap.Rent(Bytes);
            Engine.Run(new SlopeKernel { Gradient = Gradient, Derivative = _derivative, Value = Data, Slope = slope, Dropout = _dropout, IsRelu = _activation == Activation.Relu }, Shape.Count, 1);
        }

        // z = x·Wᵀ + b: ∂b = Σ rows of ∂z, ∂W = ∂zᵀ·x, ∂x = ∂z·W
        var dz = new Matrix(slope, Rows, Outputs);
        if (_bias is { NeedsGradient: true })
            Engine.SumRows(dz, _bias.GradientTarget(out var accumulateBias), accumulateBias);
        if (_weight.NeedsGradient)
            Engine.Multiply(dz.Transposed, new Matrix(_input.Data, Rows, Inputs), _weight.GradientTarget(out var accumulateWeight), accumulateWeight);
        if (_input.NeedsGradient)
            Engine.Multiply(dz, new Matrix(_weight.Data, Outputs, Inputs), _input.GradientTarget(out var accumulateInput), accumulateInput);

        if (ownSlope)
            Engine.Heap.Return(slope, Bytes);
        if (_residual is { NeedsGradient: true })
            PassGradient(_residual);
    }

    public override void End()
    {
        if (_derivative is not null)
            Engine.Heap.Return(_derivative, Bytes);
        _derivative = null;
        base.End();
    }

    private void Forward()
    {
        // A rectifier's slope can be read off its output, if nothing was added to that; without an activation the mask is made again.
        var derivativeIsInOutput = _activation == Activation.None || (_activation == Activation.Relu && _residual is null);
        if (NeedsGradient && !derivativeIsInOutput)
            _derivative = Engine.Heap.Rent(Bytes);
        var epilogue = new LinearEpilogue
        {
            Bias = _bias is null ? null : _bias.Data,
            Derivative = _derivative,
            Residual = _residual is null ? null : _residual.Data,
            Columns = Outputs,
            Activation = _activation,
            Dropout = _dropout,
        };
        Engine.Multiply(new Matrix(_input.Data, Rows, Inputs), new Matrix(_weight.Data, Outputs, Inputs).Transposed, Data, accumulate: false, epilogue);
    }
}
