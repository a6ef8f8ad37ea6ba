using Assay.Learning.Tensors;

namespace Assay.Learning.Data;

/// <summary>Some samples of a data set, made and used again by a <see cref="DataLoader"/>: valid until it is asked for the next.</summary>
public sealed class Batch
{
    private readonly float[]? _features;
    private readonly int[] _rows;
    private readonly int[] _labels;
    private readonly float[] _targets;

    internal Batch(Dataset data, int size, bool gathers)
    {
        Data = data;
        _rows = new int[size];
        _labels = new int[data.HasLabels ? size : 0];
        _targets = new float[data.HasLabels ? 0 : checked(size * data.TargetWidth)];
        if (gathers)
            _features = new float[checked(size * data.Width)];
    }

    /// <summary>The data set.</summary>
    public Dataset Data { get; }

    /// <summary>Samples in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>The class labels, one a sample.</summary>
    /// <exception cref="InvalidOperationException">The data set has targets.</exception>
    public ReadOnlySpan<int> Labels => Data.HasLabels ? _labels.AsSpan(0, Count) : Data.LabelValues;

    /// <summary>The targets, row-major.</summary>
    /// <exception cref="InvalidOperationException">The data set has labels.</exception>
    public ReadOnlySpan<float> Targets => Data.HasLabels ? Data.TargetValues : _targets.AsSpan(0, Count * Data.TargetWidth);

    /// <summary>The batch as tensors of a step.</summary>
    /// <param name="step">The step, which has not ended.</param>
    public StepBatch In(Step step) => new(step, this);

    internal void Set(int[] order, int start, int count)
    {
        Count = count;
        for (var index = 0; index < count; index++)
            _rows[index] = Data.RowOf(order[start + index]);
    }

    /// <summary>Copies what the batch holds: on the loader's own thread when it gathers ahead.</summary>
    internal void Gather()
    {
        var width = Data.Width;
        for (var index = 0; index < Count; index++)
        {
            var row = _rows[index];
            if (Data.HasLabels)
                _labels[index] = Data.LabelValues[row];
            else
                Data.TargetValues.AsSpan(row * Data.TargetWidth, Data.TargetWidth).CopyTo(_targets.AsSpan(index * Data.TargetWidth));
            if (_features is not null)
                Data.Features.AsSpan(row * width, width).CopyTo(_features.AsSpan(index * width));
        }
    }

    internal Tensor Features(Engine engine)
    {
        var shape = BatchShape(Count, Data.SampleShape);
        return _features is null
            ? engine.Gather(Data.Features, Data.Width, _rows.AsSpan(0, Count), shape)
            : engine.Input(_features.AsSpan(0, Count * Data.Width), shape);
    }

    internal Tensor TargetTensor(Engine engine) => engine.Input(Targets, BatchShape(Count, Data.TargetShape));

    private static Shape BatchShape(int count, Shape one)
    {
        Span<int> sizes = stackalloc int[Shape.MaximumRank];
        sizes[0] = count;
        if (one.Rank == Shape.MaximumRank)
            throw new InvalidOperationException($"Samples of shape {one} leave no axis for the batch; a tensor has at most {Shape.MaximumRank}.");
        one.CopyTo(sizes[1..]);
        return Shape.Create(sizes[..(one.Rank + 1)]);
    }
}
