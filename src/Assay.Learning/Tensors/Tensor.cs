using Assay.Learning.Autograd;

namespace Assay.Learning.Tensors;

/// <summary>
/// A value in a computation: an array of numbers of an engine's precision, row-major, and the operation that made it. Tensors are made inside a
/// step (<see cref="Engine.BeginStep"/>) and are valid until it ends; a parameter's is valid as long as its engine.
/// </summary>
/// <remarks>A small struct that points into the engine: copying it copies no numbers, and making it allocates nothing.</remarks>
public readonly partial struct Tensor
{
    private readonly Node? _node;
    private readonly long _version;

    internal Tensor(Node node)
    {
        _node = node;
        _version = node.Version;
    }

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape => Node.Shape;

    /// <summary>The engine that computes with this tensor.</summary>
    public Engine Engine => Node.Engine;

    internal Node Node
    {
        get
        {
            if (_node is null)
                throw new InvalidOperationException("This tensor was never made: it is the default value of its type.");
            if (_node.Version != _version)
                throw new InvalidOperationException("This tensor belongs to a step that has ended; copy what is needed (ToArray, Item) before that.");
            return _node;
        }
    }

    /// <summary>The number of a tensor that holds one.</summary>
    /// <exception cref="InvalidOperationException">It holds none or several.</exception>
    public unsafe double Item
    {
        get
        {
            if (Shape.Count != 1)
                throw new InvalidOperationException($"A tensor of shape {Shape} is not one number; use ToArray.");
            return Engine.Precision == Precision.Single ? *(float*)Node.Data : *(double*)Node.Data;
        }
    }

    /// <summary>The numbers in single precision, row-major.</summary>
    public float[] ToArray()
    {
        var values = new float[Shape.Count];
        CopyTo(values);
        return values;
    }

    /// <summary>Copies the numbers, in single precision, to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public unsafe void CopyTo(Span<float> destination)
    {
        if (destination.Length < Shape.Count)
            throw new ArgumentException($"The destination holds {destination.Length} numbers; a tensor of shape {Shape} has {Shape.Count}.", nameof(destination));
        Engine.Read(Node.Data, destination[..(int)Shape.Count]);
    }

    /// <summary>
    /// Computes the gradient of this number with respect to every trainable parameter it depends on, and adds it to those that the parameters
    /// hold. (The optimizer's step empties them.)
    /// </summary>
    /// <param name="scale">A factor on all gradients, 1 by default; 1/n when n batches are accumulated before a step.</param>
    /// <exception cref="InvalidOperationException">This is not one number, or depends on no trainable parameter, or the step is not a training step.</exception>
    public void Backward(double scale = 1) => Engine.Backward(Node, scale);
}
