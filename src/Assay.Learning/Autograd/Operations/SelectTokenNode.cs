using Assay.Learning.Kernels.Copies;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>y[b, c] = x[b, t, c] for one position t.</summary>
internal sealed unsafe class SelectTokenNode : Node
{
    private Node _input = null!;
    private int _token;

    public static Tensor Compute(Tensor input, int token)
    {
        var shape = input.Shape;
        if (shape.Rank != 3)
            throw Throw.Shapes("SelectToken", shape, "[batch, tokens, width]");
        var index = token < 0 ? token + shape[1] : token;
        if ((uint)index >= (uint)shape[1])
            throw new ArgumentOutOfRangeException(nameof(token), token, $"A tensor of shape {shape} has no token {token}.");
        var node = input.Engine.Record<SelectTokenNode>();
        node._input = input.Node;
        node._token = index;
        node.Begin(input.Engine, [shape[0], shape[2]], input.Node.NeedsGradient);
        var kernel = new CopyRowsKernel { Source = node.From(node._input.Data), SourceStride = (nint)shape[1] * shape[2], Destination = node.Data, DestinationStride = shape[2], Width = shape[2] };
        node.Engine.Run(kernel, shape[0], shape[2]);
        return new Tensor(node);
    }

    /// <summary>Whether this is the last position's row of <paramref name="input"/>.</summary>
    public bool IsLastOf(Node input) => ReferenceEquals(_input, input) && _token == input.Shape[1] - 1;

    public override void Backward()
    {
        // ∂x[b, t] += ∂y[b]; the other positions have no share.
        var target = _input.GradientTarget(out var accumulate);
        if (!accumulate)
            Engine.Clear(target, _input.Shape.Count);
        var shape = _input.Shape;
        var kernel = new CopyRowsKernel { Source = Gradient, SourceStride = shape[2], Destination = From(target), DestinationStride = (nint)shape[1] * shape[2], Width = shape[2], Accumulate = true };
        Engine.Run(kernel, shape[0], shape[2]);
    }

    private void* From(void* data) => (byte*)data + ((long)_token * _input.Shape[2] * Engine.ElementSize);
}
