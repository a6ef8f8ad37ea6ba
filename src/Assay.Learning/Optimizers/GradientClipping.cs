using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Reductions;
using Assay.Learning.Layers;

namespace Assay.Learning.Optimizers;

/// <summary>Bounds on gradients, between the backward pass and the optimizer's step.</summary>
public static class GradientClipping
{
    // As torch.nn.utils.clip_grad_norm_ adds to the norm.
    private const double Margin = 1e-6;

    /// <summary>
    /// Scales all gradients by one factor so that their common length √Σg² is at most <paramref name="maximum"/>. Source: Pascanu et al. 2013, algorithm 1.
    /// </summary>
    /// <param name="optimizer">Whose gradients.</param>
    /// <param name="maximum">Finite and above 0.</param>
    /// <returns>The length before; the same whatever the number of threads.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> outside its range.</exception>
    /// <exception cref="NotFiniteNumberException">A gradient has NaN or infinity; the message names its parameter. No gradient was changed.</exception>
    public static double ByNorm(Optimizer optimizer, double maximum)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        RequirePositive(maximum);
        var sum = 0.0;
        foreach (var group in optimizer.GroupArray)
        {
            foreach (var parameter in group.List)
            {
                if (!parameter.HasGradient)
                    continue;
                var squares = Squares(parameter);
                if (!double.IsFinite(squares))
                    throw new NotFiniteNumberException(string.Create(CultureInfo.InvariantCulture, $"The gradient of '{parameter.Name}' has NaN, infinity or numbers too large to square (Σg² is {squares}); lower the learning rate, or look for what overflows."), squares);
                sum += squares;
            }
        }

        var norm = Math.Sqrt(sum);
        var factor = maximum / (norm + Margin);
        if (factor >= 1)
            return norm;
        foreach (var group in optimizer.GroupArray)
        {
            foreach (var parameter in group.List)
            {
                if (parameter.HasGradient)
                    Scale(parameter, factor);
            }
        }

        return norm;
    }

    /// <summary>Brings every number of all gradients into [−maximum, maximum].</summary>
    /// <param name="optimizer">Whose gradients.</param>
    /// <param name="maximum">Finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> outside its range.</exception>
    public static unsafe void ByValue(Optimizer optimizer, double maximum)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        RequirePositive(maximum);
        foreach (var group in optimizer.GroupArray)
        {
            foreach (var parameter in group.List)
            {
                if (parameter.HasGradient)
                    parameter.Node.Engine.Run(new ClampKernel { Values = parameter.Node.Gradient, Limit = maximum }, parameter.Shape.Count, 1);
            }
        }
    }

    private static unsafe double Squares(Parameter parameter)
    {
        Span<double> partials = stackalloc double[Engine.MaximumParts];
        partials.Clear();
        fixed (double* sums = partials)
            parameter.Node.Engine.Run(new DotKernel { Left = parameter.Node.Gradient, Right = parameter.Node.Gradient, Sums = sums }, parameter.Shape.Count, 1);
        var sum = 0.0;
        foreach (var partial in partials)
            sum += partial;
        return sum;
    }

    private static unsafe void Scale(Parameter parameter, double factor) =>
        parameter.Node.Engine.Run(new AddKernel { Source = parameter.Node.Gradient, Destination = parameter.Node.Gradient, Scale = factor }, parameter.Shape.Count, 1);

    private static void RequirePositive(double maximum)
    {
        if (!(maximum > 0) || !double.IsFinite(maximum))
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, "The maximum of gradients is a finite number above 0, such as 1.");
    }
}
