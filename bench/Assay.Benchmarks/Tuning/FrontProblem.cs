using Assay.Tuning;
using Assay.Tuning.Spaces;
using static System.Math;

namespace Assay.Benchmarks.Tuning;

/// <summary>A function with several values to be minimized; bench/tuning_multi.py has the same for the peer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Declared">Its space.</param>
/// <param name="Reference">The reference point of the hypervolume.</param>
/// <param name="Losses">The values of a point.</param>
/// <param name="Violation">How much a point breaks the constraint on outcomes; at most 0 when feasible.</param>
internal sealed record FrontProblem(string Name, ParameterSpace Declared, double[] Reference, Func<double[], double[]> Losses, Func<double[], double> Violation)
{
    /// <summary>The space, ready.</summary>
    public SearchSpace Space { get; } = new(Declared);

    /// <summary>Zitzler, Deb and Thiele's first two problems, Deb, Thiele, Laumanns and Zitzler's second with three losses, and accuracy against size of a network.</summary>
    public static IReadOnlyList<FrontProblem> All { get; } =
    [
        new("zdt1", Unit(10), [1.1, 7], x => Zdt(x, ratio => 1 - Sqrt(ratio)), _ => 0),
        new("zdt2", Unit(10), [1.1, 7], x => Zdt(x, ratio => 1 - (ratio * ratio)), _ => 0),
        new("dtlz2", Unit(7), [2, 2, 2], Dtlz2, _ => 0),
        new("network", new ParameterSpace([
            new("lr", new FloatDistribution(1e-5, 1e-1, IsLog: true)), new("layers", new IntDistribution(1, 6)), new("width", new IntDistribution(8, 512, IsLog: true)),
            new("opt", new CategoricalDistribution([ParameterValue.Of("adam"), ParameterValue.Of("sgd"), ParameterValue.Of("rmsprop")]))]), [1.0, 1.1], Network, x => (x[1] * Log2(x[2])) - 30),
    ];

    private static ParameterSpace Unit(int dimensions) => new([.. Enumerable.Range(0, dimensions).Select(i => new Parameter(FormattableString.Invariant($"x{i}"), new FloatDistribution(0, 1)))]);

    private static double[] Zdt(double[] x, Func<double, double> shape)
    {
        var g = 1 + (9 * x.Skip(1).Average());
        return [x[0], g * shape(x[0] / g)];
    }

    private static double[] Dtlz2(double[] x)
    {
        var g = 1 + x.Skip(2).Sum(value => (value - 0.5) * (value - 0.5));
        var (a, b) = (x[0] * PI / 2, x[1] * PI / 2);
        return [g * Cos(a) * Cos(b), g * Cos(a) * Sin(b), g * Sin(a)];
    }

    private static double[] Network(double[] x)
    {
        var (rate, size, optimizer) = (Log10(x[0]), x[1] * Log2(x[2]), (int)x[3]);
        var loss = 0.1 + new[] { 0, .05, .03 }[optimizer] + (0.3 * (1 - Exp(-0.8 * Pow(rate - new[] { -3.0, -1.7, -3.4 }[optimizer], 2)))) + (0.5 * Exp(-size / 12));
        return [loss, Log10(x[1] * x[2] * x[2]) / 6.2];
    }
}
