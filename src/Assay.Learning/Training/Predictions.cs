namespace Assay.Learning.Training;

/// <summary>What a model said of every sample of a data set, and what was true; for metrics.</summary>
/// <param name="scores">The model's outputs, row-major, [count, width].</param>
/// <param name="count">Samples.</param>
/// <param name="labels">The class labels, [count]; empty when there are targets.</param>
/// <param name="targets">The targets, row-major; empty when there are labels.</param>
public readonly ref struct Predictions(ReadOnlySpan<float> scores, int count, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
{
    /// <summary>The model's outputs, row-major, [<see cref="Count"/>, <see cref="Width"/>]: logits, when the model ends without an activation.</summary>
    public ReadOnlySpan<float> Scores { get; } = scores;

    /// <summary>Samples.</summary>
    public int Count { get; } = count;

    /// <summary>Outputs a sample.</summary>
    public int Width => Scores.Length / Count;

    /// <summary>The class labels, one a sample; empty when the data has targets.</summary>
    public ReadOnlySpan<int> Labels { get; } = labels;

    /// <summary>The targets, row-major; empty when the data has labels.</summary>
    public ReadOnlySpan<float> Targets { get; } = targets;
}
