using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests;

/// <summary>Compares gradients with central differences in double precision, along random directions and for every parameter and input.</summary>
internal static unsafe class GradientCheck
{
    // Truncation h² and rounding ε/h meet at the cube root of ε.
    private const double Step = 6e-6;
    private const double RelativeTolerance = 1e-6;
    private const int Directions = 3;

    /// <summary>Checks a function of tensors, each of which is taken to be trainable, and of the modules that it uses.</summary>
    /// <param name="shapes">Shapes of the inputs, which are drawn from a normal distribution.</param>
    /// <param name="function">The function; its result may have any shape: a random weighted sum of it is the loss.</param>
    /// <param name="module">A module whose parameters are checked as well; initialized here.</param>
    /// <param name="seed">Of all values.</param>
    public static void Holds(IReadOnlyList<Shape> shapes, Func<Step, Tensor[], Tensor> function, Module? module = null, ulong seed = 1)
    {
        using var engine = new Engine(new() { Seed = seed, Threads = 1, Precision = Precision.Double });
        module?.Initialize(engine);
        var holder = new Inputs(shapes);
        holder.Initialize(engine);
        var parameters = holder.Parameters.Concat(module?.Parameters ?? []).Where(parameter => parameter.Trainable).ToList();

        Loss(backward: true);
        var gradients = parameters.Select(parameter => parameter.HasGradient ? Span(parameter, gradient: true).ToArray() : new double[parameter.Shape.Count]).ToList();
        for (var number = 0; number < parameters.Count; number++)
        {
            var values = Span(parameters[number], gradient: false);
            for (var direction = 0; direction < Directions; direction++)
            {
                var random = engine.Seed.For($"direction {number} {direction}");
                var along = new double[values.Length];
                var expected = 0.0;
                var magnitude = 0.0;
                for (var index = 0; index < along.Length; index++)
                {
                    along[index] = (2 * random.Uniform((ulong)index)) - 1;
                    expected += along[index] * gradients[number][index];
                    magnitude += Math.Abs(along[index] * gradients[number][index]);
                }

                var before = values.ToArray();
                var difference = (At(+Step) - At(-Step)) / (2 * Step);
                before.CopyTo(values);
                Assert.True(
                    Math.Abs(difference - expected) <= RelativeTolerance * Math.Max(1, magnitude),
                    $"{parameters[number].Name} {parameters[number].Shape}: the gradient says {expected}, differences say {difference}.");

                double At(double distance)
                {
                    var current = Span(parameters[number], gradient: false);
                    for (var index = 0; index < along.Length; index++)
                        current[index] = before[index] + (distance * along[index]);
                    return Loss(backward: false);
                }
            }
        }

        double Loss(bool backward)
        {
            engine.TrainingSteps = 0; // the same dropout masks every time
            using var step = engine.BeginStep();
            var output = function(step, [.. holder.Parameters.Select(parameter => parameter.Value)]);
            var weights = new float[output.Shape.Count];
            var random = engine.Seed.For("weights of the output");
            for (var index = 0; index < weights.Length; index++)
                weights[index] = (float)((2 * random.Uniform((ulong)index)) - 1);
            var loss = output.Shape.Count == 1 && output.Shape.Rank == 0 ? output : output.Dot(step.Tensor(weights, output.Shape));
            if (backward)
                loss.Backward();
            return loss.Item;
        }
    }

    private static Span<double> Span(Parameter parameter, bool gradient) =>
        new(gradient ? parameter.Node.GradientTarget(out _) : parameter.Node.Data, (int)parameter.Shape.Count);

    private sealed class Inputs : Module
    {
        public Inputs(IReadOnlyList<Shape> shapes)
        {
            for (var index = 0; index < shapes.Count; index++)
                Declare($"input{index}", shapes[index], new Initializer.Normal(1));
        }
    }
}
