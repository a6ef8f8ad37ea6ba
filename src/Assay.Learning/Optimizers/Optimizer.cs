using Assay.Learning.Layers;

namespace Assay.Learning.Optimizers;

/// <summary>
/// Changes parameters along their gradients. Several groups may have settings of their own; parameters without a gradient are left alone.
/// A step uses the gradients up: they are empty afterwards.
/// </summary>
public abstract class Optimizer
{
    private readonly ParameterGroup[] _groups;

    /// <summary>An optimizer of parameters that are initialized.</summary>
    /// <param name="groups">Parameters with their settings; no parameter twice.</param>
    /// <param name="learningRate">Step size, above 0 and finite.</param>
    /// <exception cref="ArgumentException">No parameter, or one twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A learning rate that is not above 0 and finite.</exception>
    protected Optimizer(IEnumerable<ParameterGroup> groups, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(groups);
        _groups = [.. groups];
        if (!(learningRate > 0) || !double.IsFinite(learningRate))
            throw new ArgumentOutOfRangeException(nameof(learningRate), learningRate, "A learning rate is a finite number above 0, such as 1e-3.");
        LearningRate = learningRate;
        var seen = new HashSet<Parameter>();
        foreach (var parameter in _groups.SelectMany(group => group.Parameters))
        {
            if (!seen.Add(parameter))
                throw new ArgumentException($"The parameter '{parameter.Name}' is in the optimizer twice.", nameof(groups));
        }

        if (seen.Count == 0)
            throw new ArgumentException("An optimizer needs at least one parameter; is the model empty?", nameof(groups));
    }

    /// <summary>Parameters with their settings.</summary>
    public IReadOnlyList<ParameterGroup> Groups => _groups;

    /// <summary>Step size, finite and at least 0; schedules, some of which end at 0, set it between steps. A group's own factor multiplies it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, infinite or NaN.</exception>
    public double LearningRate
    {
        get;
        set
        {
            if (!(value >= 0) || !double.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "A learning rate is a finite number of 0 or more, such as 1e-3.");
            field = value;
        }
    }

    // Enumerated at every step, so not through an interface, which would allocate.
    internal ParameterGroup[] GroupArray => _groups;

    /// <summary>Steps taken.</summary>
    public long StepCount { get; set; }

    /// <summary>What the optimizer remembers from step to step, named after the parameters: what a checkpoint saves beside the weights.</summary>
    public abstract IEnumerable<Parameter> State { get; }

    /// <summary>Changes every trainable parameter that has a gradient, and empties the gradients.</summary>
    public void Step()
    {
        StepCount++;
        foreach (var group in _groups)
        {
            foreach (var parameter in group.List)
            {
                if (parameter.Trainable && parameter.HasGradient)
                    Update(parameter, group);
                parameter.ClearGradient();
            }
        }
    }

    /// <summary>Changes one parameter along its gradient.</summary>
    /// <param name="parameter">Trainable, with a gradient.</param>
    /// <param name="group">Its group.</param>
    protected abstract void Update(Parameter parameter, ParameterGroup group);
}
