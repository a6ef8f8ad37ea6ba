using Assay.Learning.Autograd;
using Assay.Learning.Tensors;

namespace Assay.Learning;

// Rows of a data set, straight into the memory of a step.
public sealed unsafe partial class Engine
{
    /// <summary>A tensor of rows picked from a row-major matrix: one copy, in the engine's precision.</summary>
    /// <param name="source">The matrix.</param>
    /// <param name="width">Numbers in a row.</param>
    /// <param name="rows">The rows to take, each within the matrix.</param>
    /// <param name="shape">The tensor's shape: as many numbers as the rows have.</param>
    internal Tensor Gather(float[] source, int width, ReadOnlySpan<int> rows, Shape shape)
    {
        var node = Record<InputNode>();
        node.Begin(this, shape, needsGradient: false);
        var destination = (byte*)node.Data;
        foreach (var row in rows)
        {
            Write(source.AsSpan(row * width, width), destination);
            destination += (nint)width * ElementSize;
        }

        return new Tensor(node);
    }

    /// <summary>Operations of the current step, in the order in which they were computed.</summary>
    internal IReadOnlyList<Node> Operations => _tape.Nodes;
}
