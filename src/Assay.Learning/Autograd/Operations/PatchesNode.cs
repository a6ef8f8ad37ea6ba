using Assay.Learning.Kernels.Windows;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>Stretches of a series, which may overlap, as tokens. x: [B, C, T], y: [B, n, C·length] or [B·C, n, length].</summary>
internal sealed unsafe class PatchesNode : Node
{
    private Node _input = null!;
    private PatchesKernel _kernel;

    public static Tensor Compute(Tensor input, int length, int stride, bool mixing, int skip)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        var shape = input.Shape;
        if (shape.Rank != 3 || shape[2] < length + skip)
            throw Throw.Shapes("Patches", shape, $"[batch, channels, time] with at least {length + skip} steps for patches of {length}{(skip == 0 ? "" : $" after {skip} that are left out")}");
        var count = ((shape[2] - skip - length) / stride) + 1;
        var node = input.Engine.Record<PatchesNode>();
        node._input = input.Node;
        Shape result = mixing ? [shape[0], count, checked(shape[1] * length)] : [checked(shape[0] * shape[1]), count, length];
        node.Begin(input.Engine, result, input.Node.NeedsGradient);
        node._kernel = new PatchesKernel
        {
            Series = node._input.Data,
            Patches = node.Data,
            Channels = shape[1],
            Steps = shape[2],
            Length = length,
            Stride = stride,
            Skip = skip,
            Count = count,
            Mixing = mixing,
        };
        node.Run();
        return new Tensor(node);
    }

    public override void Backward()
    {
        // y[n, k] = x[n·stride + k]: ∂x[t] = Σ ∂y[n, k] over the places where t went
        _kernel.Series = _input.GradientTarget(out var accumulate);
        _kernel.Patches = Gradient;
        _kernel.Back = true;
        _kernel.Accumulate = accumulate;
        Run();
    }

    private void Run() => Engine.Run(_kernel, (long)_input.Shape[0] * _input.Shape[1], Math.Max(16, (long)_kernel.Count * _kernel.Length));
}
