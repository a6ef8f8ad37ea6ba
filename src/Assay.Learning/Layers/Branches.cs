using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>Layers that all get the same input, named <c>0</c>, <c>1</c>, …; their outputs are put one behind another or added.</summary>
public sealed class Branches : Layer
{
    private readonly Layer[] _layers;
    private readonly Tensor[] _outputs;

    /// <summary>Layers side by side.</summary>
    /// <param name="joining">What becomes of their outputs.</param>
    /// <param name="layers">At least one.</param>
    /// <exception cref="ArgumentException">None was given.</exception>
    public Branches(Joining joining, params ReadOnlySpan<Layer> layers)
    {
        if (layers.IsEmpty)
            throw new ArgumentException("Branches takes at least one layer.", nameof(layers));
        Joining = joining;
        _layers = layers.ToArray();
        _outputs = new Tensor[_layers.Length];
        for (var index = 0; index < _layers.Length; index++)
            Declare(index.ToString(CultureInfo.InvariantCulture), _layers[index]);
    }

    /// <summary>What becomes of the outputs.</summary>
    public Joining Joining { get; }

    /// <summary>The axis along which outputs are put one behind another: −1, the last, by default; 1 for the channels of convolutions.</summary>
    public int Axis { get; init; } = -1;

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A layer does not take the input, or the outputs' shapes do not fit together; the message has both.</exception>
    public override Tensor Forward(Tensor input)
    {
        for (var index = 0; index < _layers.Length; index++)
            _outputs[index] = _layers[index].Forward(input);
        if (Joining == Joining.Concatenate)
            return Tensor.Concat(_outputs, Axis);
        var sum = _outputs[0];
        for (var index = 1; index < _outputs.Length; index++)
        {
            // An addition would repeat the smaller of the two.
            if (_outputs[index].Shape != sum.Shape)
                throw Throw.ShapesDiffer("A sum of branches", sum.Shape, _outputs[index].Shape);
            sum += _outputs[index];
        }

        return sum;
    }
}
