using Assay.Learning.Layers;

namespace Assay.Learning.Optimizers;

/// <summary>
/// Adam with decoupled weight decay: m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; w ← w − η(λw + m̂/(√v̂ + ε)), with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ).
/// Source: Loshchilov and Hutter 2019, algorithm 2; ε outside the corrected root, as in PyTorch.
/// </summary>
public sealed class AdamW : Optimizer
{
    private readonly AdamOptions _options;
    private readonly AdamMoments _moments;

    /// <summary>An optimizer of all these parameters with the same settings.</summary>
    /// <param name="parameters">Initialized parameters.</param>
    /// <param name="options">Settings; by default a learning rate of 1e-3, β 0.9 and 0.999, ε 1e-8, weight decay 0.01.</param>
    /// <inheritdoc cref="Optimizer(IEnumerable{ParameterGroup}, double)" path="/exception" />
    public AdamW(IEnumerable<Parameter> parameters, AdamOptions? options = null)
        : this([new ParameterGroup(parameters)], options)
    {
    }

    /// <summary>An optimizer of groups with settings of their own.</summary>
    /// <param name="groups">Parameters with their settings.</param>
    /// <param name="options">What the groups don't say.</param>
    /// <inheritdoc cref="Optimizer(IEnumerable{ParameterGroup}, double)" path="/exception" />
    public AdamW(IEnumerable<ParameterGroup> groups, AdamOptions? options = null)
        : base(groups, (options ??= new AdamOptions { WeightDecay = 0.01 }).LearningRate)
    {
        options.Validate();
        _options = options;
        _moments = new AdamMoments(Groups);
    }

    /// <inheritdoc />
    public override IEnumerable<Parameter> State => _moments.State;

    /// <inheritdoc />
    protected override void Update(Parameter parameter, ParameterGroup group) =>
        _moments.Update(parameter, _options, StepCount, LearningRate * group.LearningRateFactor, group.WeightDecay ?? _options.WeightDecay, decoupled: true);
}
