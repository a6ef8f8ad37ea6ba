using Assay.Learning.Kernels.Updates;
using Assay.Learning.Layers;

namespace Assay.Learning.Optimizers;

/// <summary>
/// Gradient descent with momentum: g ← g + λw; v ← μv + g; w ← w − ηv, or w ← w − η(g + μv) after Nesterov. Source: Sutskever et al. 2013, in the form of
/// torch.optim.SGD without dampening.
/// </summary>
public sealed class Sgd : Optimizer
{
    private readonly SgdOptions _options;
    private readonly Dictionary<Parameter, Parameter> _velocities = [];

    /// <summary>An optimizer of all these parameters with the same settings.</summary>
    /// <param name="parameters">Initialized parameters.</param>
    /// <param name="options">Settings.</param>
    /// <inheritdoc cref="Optimizer(IEnumerable{ParameterGroup}, double)" path="/exception" />
    public Sgd(IEnumerable<Parameter> parameters, SgdOptions? options = null)
        : this([new ParameterGroup(parameters)], options)
    {
    }

    /// <summary>An optimizer of groups with settings of their own.</summary>
    /// <param name="groups">Parameters with their settings.</param>
    /// <param name="options">What the groups don't say.</param>
    /// <inheritdoc cref="Optimizer(IEnumerable{ParameterGroup}, double)" path="/exception" />
    public Sgd(IEnumerable<ParameterGroup> groups, SgdOptions? options = null)
        : base(groups, (options ??= new SgdOptions()).LearningRate)
    {
        options.Validate();
        _options = options;
        if (options.Momentum == 0)
            return;
        foreach (var parameter in Groups.SelectMany(group => group.Parameters))
        {
            var velocity = new Parameter("velocity", parameter.Shape, Initializer.Zeros, isBuffer: true);
            velocity.Initialize(parameter.Node.Engine, $"{parameter.Name}.velocity");
            _velocities.Add(parameter, velocity);
        }
    }

    /// <inheritdoc />
    public override IEnumerable<Parameter> State => _velocities.Values;

    /// <inheritdoc />
    protected override unsafe void Update(Parameter parameter, ParameterGroup group)
    {
        var kernel = new MomentumKernel
        {
            Weight = parameter.Node.Data,
            Gradient = parameter.Node.Gradient,
            Velocity = _velocities.TryGetValue(parameter, out var velocity) ? velocity.Node.Data : null,
            LearningRate = LearningRate * group.LearningRateFactor,
            Momentum = _options.Momentum,
            Penalty = group.WeightDecay ?? _options.WeightDecay,
            IsNesterov = _options.Nesterov,
        };
        parameter.Node.Engine.Run(kernel, parameter.Shape.Count, itemCost: 3);
    }
}
