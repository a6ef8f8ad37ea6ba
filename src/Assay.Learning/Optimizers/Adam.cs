using Assay.Learning.Layers;

namespace Assay.Learning.Optimizers;

/// <summary>
/// Adam: as <see cref="AdamW"/>, but weight decay is an L2 penalty: λw is added to the gradient. Source: Kingma and Ba 2015, algorithm 1.
/// </summary>
public sealed class Adam : Optimizer
{
    private readonly AdamOptions _options;
    private readonly AdamMoments _moments;

    /// <summary>An optimizer of all these parameters with the same settings.</summary>
    /// <param name="parameters">Initialized parameters.</param>
    /// <param name="options">Settings; by default a learning rate of 1e-3, β 0.9 and 0.999, ε 1e-8, no weight decay.</param>
    /// <inheritdoc cref="Optimizer(IEnumerable{ParameterGroup}, double)" path="/exception" />
    public Adam(IEnumerable<Parameter> parameters, AdamOptions? options = null)
        : this([new ParameterGroup(parameters)], options)
    {
    }

    /// <summary>An optimizer of groups with settings of their own.</summary>
    /// <param name="groups">Parameters with their settings.</param>
    /// <param name="options">What the groups don't say.</param>
    /// <inheritdoc cref="Optimizer(IEnumerable{ParameterGroup}, double)" path="/exception" />
    public Adam(IEnumerable<ParameterGroup> groups, AdamOptions? options = null)
        : base(groups, (options ??= new AdamOptions()).LearningRate)
    {
        options.Validate();
        _options = options;
        _moments = new AdamMoments(Groups);
    }

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, double> Settings => _options.ToDictionary();

    /// <inheritdoc />
    public override IEnumerable<Parameter> State => _moments.State;

    /// <inheritdoc />
    protected override void Update(Parameter parameter, ParameterGroup group) =>
        _moments.Update(parameter, _options, StepCount, LearningRate * group.LearningRateFactor, group.WeightDecay ?? _options.WeightDecay, decoupled: false);
}
