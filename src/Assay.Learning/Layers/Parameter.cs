using Assay.Learning.Autograd;
using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>Numbers that a model keeps between steps: weights that an optimizer changes, or buffers (running statistics) that a layer changes.</summary>
public sealed class Parameter
{
    private readonly Initializer _initializer;
    private ParameterNode? _node;
    private bool _trainable;

    internal Parameter(string name, Shape shape, Initializer initializer, bool isBuffer)
    {
        Name = name;
        Shape = shape;
        IsBuffer = isBuffer;
        _initializer = initializer;
        _trainable = !isBuffer;
    }

    /// <summary>The path from the model, dotted as in PyTorch: <c>encoder.0.weight</c>. Known in full once the model is initialized.</summary>
    public string Name { get; private set; }

    /// <summary>The shape.</summary>
    public Shape Shape { get; }

    /// <summary>Whether a layer changes it itself: never trained, but saved.</summary>
    public bool IsBuffer { get; }

    /// <summary>Whether gradients are computed; false freezes it. Always false for a buffer.</summary>
    public bool Trainable
    {
        get => _trainable;
        set
        {
            if (IsBuffer && value)
                throw new InvalidOperationException($"'{Name}' is a buffer, which no optimizer changes.");
            _trainable = value;
            if (_node is not null)
                _node.Trainable = value;
        }
    }

    /// <summary>Whether a gradient is held, to be used by an optimizer's step.</summary>
    public unsafe bool HasGradient => Node.Gradient is not null;

    /// <summary>The value, for computing with.</summary>
    public Tensor Value => new(Node);

    internal ParameterNode Node => _node ?? throw new InvalidOperationException($"The parameter '{Name}' has no values yet; call Initialize(engine) on the model first.");

    /// <summary>The value, for computing with.</summary>
    public static implicit operator Tensor(Parameter parameter) => parameter.Value;

    /// <summary>The value, for computing with.</summary>
    public Tensor ToTensor() => Value;

    /// <summary>Sets the values.</summary>
    /// <param name="values">Row-major, as many as the shape has.</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public unsafe void CopyFrom(ReadOnlySpan<float> values)
    {
        if (values.Length != Shape.Count)
            throw new ArgumentException($"{values.Length} values were given for '{Name}' of shape {Shape}, which has {Shape.Count}.", nameof(values));
        Node.Engine.Write(values, Node.Data);
    }

    /// <summary>The values in single precision, row-major.</summary>
    public float[] ToArray() => Value.ToArray();

    /// <summary>The gradient in single precision, row-major; zeros when none is held.</summary>
    public unsafe float[] GradientToArray()
    {
        var values = new float[Shape.Count];
        if (Node.Gradient is not null)
            Node.Engine.Read(Node.Gradient, values);
        return values;
    }

    /// <summary>Empties the gradient without using it.</summary>
    public void ClearGradient() => Node.EmptyGradient();

    internal unsafe void Initialize(Engine engine, string name)
    {
        if (_node is not null)
            throw new InvalidOperationException($"The parameter '{Name}' is initialized already; a module belongs to one place in one model on one engine.");
        Name = name;
        _node = engine.NewParameter(Shape, _trainable);
        if (engine.Precision == Precision.Single)
        {
            // In place: an array beside it would double the memory of large weights for a moment.
            _initializer.Fill(new Span<float>(_node.Data, checked((int)Shape.Count)), Shape, engine.Seed.For(name));
            return;
        }

        var values = new float[Shape.Count];
        _initializer.Fill(values, Shape, engine.Seed.For(name));
        CopyFrom(values);
    }
}
