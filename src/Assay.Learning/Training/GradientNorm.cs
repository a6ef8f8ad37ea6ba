using Assay.Learning.Kernels;
using Assay.Learning.Layers;

namespace Assay.Learning.Training;

/// <summary>The Euclidean norm of all gradients together, and clipping by it. Source: Pascanu, Mikolov and Bengio 2013, algorithm 1.</summary>
internal static unsafe class GradientNorm
{
    /// <summary>The norm of the gradients that are held.</summary>
    public static double Of(Engine engine, ReadOnlySpan<Parameter> parameters)
    {
        Span<double> partials = stackalloc double[Engine.MaximumParts];
        var squares = 0.0;
        foreach (var parameter in parameters)
        {
            if (!parameter.HasGradient)
                continue;
            partials.Clear();
            var gradient = parameter.Node.Gradient;
            fixed (double* sums = partials)
                engine.Run(new DotKernel { Left = gradient, Right = gradient, Sums = sums }, parameter.Shape.Count, 1);
            foreach (var partial in partials)
                squares += partial;
        }

        return Math.Sqrt(squares);
    }

    /// <summary>Multiplies every gradient.</summary>
    public static void Scale(Engine engine, ReadOnlySpan<Parameter> parameters, double factor)
    {
        foreach (var parameter in parameters)
        {
            if (!parameter.HasGradient)
                continue;
            var gradient = parameter.Node.Gradient;
            engine.Run(new AddKernel { Source = gradient, Destination = gradient, Scale = factor }, parameter.Shape.Count, 1);
        }
    }
}
