using Assay.Foundation.Formats;
using Assay.Learning.Checkpoints;
using Assay.Learning.Layers;

namespace Assay.Learning.Training;

/// <summary>A copy of a model's parameters and buffers in memory.</summary>
/// <param name="model">The model.</param>
internal sealed class WeightSnapshot(Module model)
{
    private NumberArray[] _arrays = [];

    public void Take() => _arrays = [.. model.State.Select(ParameterArrays.Of)];

    public void Restore()
    {
        for (var index = 0; index < _arrays.Length; index++)
            ParameterArrays.Set(model.State[index], _arrays[index]);
    }
}
