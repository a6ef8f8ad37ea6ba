using Assay.Learning.Kernels.Updates;
using Assay.Learning.Layers;

namespace Assay.Learning.Optimizers;

/// <summary>The running means of gradients and their squares that Adam keeps for each parameter.</summary>
internal sealed class AdamMoments
{
    private readonly Dictionary<Parameter, (Parameter Mean, Parameter Square)> _moments = [];

    public AdamMoments(IReadOnlyList<ParameterGroup> groups)
    {
        foreach (var parameter in groups.SelectMany(group => group.Parameters))
        {
            var engine = parameter.Node.Engine;
            var mean = new Parameter("mean", parameter.Shape, Initializer.Zeros, isBuffer: true);
            var square = new Parameter("square", parameter.Shape, Initializer.Zeros, isBuffer: true);
            mean.Initialize(engine, $"{parameter.Name}.mean");
            square.Initialize(engine, $"{parameter.Name}.square");
            _moments.Add(parameter, (mean, square));
        }
    }

    public IEnumerable<Parameter> State => _moments.Values.SelectMany(pair => new[] { pair.Mean, pair.Square });

    public unsafe void Update(Parameter parameter, AdamOptions options, long step, double learningRate, double weightDecay, bool decoupled)
    {
        var (mean, square) = _moments[parameter];
        var kernel = new AdamKernel
        {
            Weight = parameter.Node.Data,
            Gradient = parameter.Node.Gradient,
            Mean = mean.Node.Data,
            Square = square.Node.Data,
            Beta1 = options.Beta1,
            Beta2 = options.Beta2,
            Epsilon = options.Epsilon,
            StepSize = learningRate / (1 - Math.Pow(options.Beta1, step)),
            RootCorrection = 1 / Math.Sqrt(1 - Math.Pow(options.Beta2, step)),
            Keep = decoupled ? 1 - (learningRate * weightDecay) : 1,
            Penalty = decoupled ? 0 : weightDecay,
        };
        parameter.Node.Engine.Run(kernel, parameter.Shape.Count, itemCost: 4);
    }
}
