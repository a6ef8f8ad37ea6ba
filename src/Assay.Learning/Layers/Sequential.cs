using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>
/// Layers one after another, named <c>0</c>, <c>1</c>, … A <see cref="Linear"/> and the activation and dropout right after it are computed in one pass;
/// the numbers are those of the layers one by one.
/// </summary>
public sealed class Sequential : Layer
{
    private readonly Layer[] _layers;

    /// <summary>The layers in order.</summary>
    /// <param name="layers">At least one.</param>
    /// <exception cref="ArgumentException">None was given.</exception>
    public Sequential(params ReadOnlySpan<Layer> layers)
    {
        if (layers.IsEmpty)
            throw new ArgumentException("Sequential takes at least one layer.", nameof(layers));
        _layers = layers.ToArray();
        for (var index = 0; index < _layers.Length; index++)
            Declare(index.ToString(CultureInfo.InvariantCulture), _layers[index]);
    }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <inheritdoc />
    public override Tensor Forward(Tensor input)
    {
        for (var index = 0; index < _layers.Length; index++)
        {
            if (_layers[index] is not Linear linear)
            {
                input = _layers[index].Forward(input);
                continue;
            }

            var activation = index + 1 < _layers.Length && _layers[index + 1] is ActivationLayer function ? function.Function : Activation.None;
            if (activation != Activation.None)
                index++;
            var dropout = index + 1 < _layers.Length && _layers[index + 1] is Dropout drop ? drop.Probability : 0;
            if (dropout > 0)
                index++;
            input = linear.Forward(input, activation, dropout);
        }

        return input;
    }
}
