using Assay.Learning.Layers;

namespace Assay.Learning.Optimizers;

/// <summary>Parameters that share settings which differ from the optimizer's.</summary>
/// <param name="parameters">The parameters.</param>
public sealed class ParameterGroup(IEnumerable<Parameter> parameters)
{
    /// <summary>The parameters.</summary>
    public IReadOnlyList<Parameter> Parameters => List;

    /// <summary>Factor on the optimizer's learning rate, finite and at least 0; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public double LearningRateFactor
    {
        get;
        init => field = NotNegative(value, nameof(LearningRateFactor));
    } = 1;

    /// <summary>Weight decay of this group, finite and at least 0; null (default) takes the optimizer's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public double? WeightDecay
    {
        get;
        init => field = value is { } number ? NotNegative(number, nameof(WeightDecay)) : null;
    }

    // Enumerated at every step, so not through an interface, which would allocate.
    internal List<Parameter> List { get; } = [.. parameters];

    private static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} of a group is a finite number of 0 or more.");
}
