namespace Assay.Learning.Tensors;

/// <summary>Whole numbers in a computation: class labels, token ids, positions. Made inside a step and valid until it ends.</summary>
public readonly unsafe struct Indices
{
    private readonly int* _data;
    private readonly Engine? _engine;
    private readonly long _step;

    internal Indices(Engine engine, int* data, Shape shape)
    {
        _engine = engine;
        _data = data;
        _step = engine.StepSerial;
        Shape = shape;
    }

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>The numbers, row-major.</summary>
    /// <exception cref="InvalidOperationException">The step in which they were made has ended.</exception>
    public ReadOnlySpan<int> Values => new(Data, checked((int)Shape.Count));

    internal int* Data
    {
        get
        {
            if (_engine is null)
                throw new InvalidOperationException("These indices were never made: they are the default value of their type.");
            if (_engine.StepSerial != _step)
                throw new InvalidOperationException("These indices belong to a step that has ended.");
            return _data;
        }
    }
}
