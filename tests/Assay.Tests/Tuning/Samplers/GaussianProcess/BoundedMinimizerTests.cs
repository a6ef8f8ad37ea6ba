using Assay.Tuning.Samplers.GaussianProcess;

namespace Assay.Tests.Tuning.Samplers.GaussianProcess;

public sealed class BoundedMinimizerTests
{
    [Fact]
    public void A_curved_valley_is_followed_to_its_end()
    {
        double[] x = [-1.2, 1];
        var value = new BoundedMinimizer(2).Minimize(Rosenbrock, x, [-5, -5], [5, 5], 200, 1e-16, 1);
        Assert.Equal(1, x[0], 1e-5);
        Assert.Equal(1, x[1], 1e-5);
        Assert.InRange(value, 0, 1e-10);
    }

    [Fact]
    public void At_a_bound_the_other_variables_go_on()
    {
        double[] x = [-1.2, 1];
        new BoundedMinimizer(2).Minimize(Rosenbrock, x, [-5, -5], [0.5, 5], 200, 1e-16, 1);
        Assert.Equal(0.5, x[0]);
        Assert.Equal(0.25, x[1], 1e-6);
    }

    [Fact]
    public void Where_the_function_is_undefined_it_turns_back_and_never_ends_above_its_start()
    {
        double[] x = [3];
        var value = new BoundedMinimizer(1).Minimize((at, gradient) =>
        {
            gradient[0] = 1 - (1 / at[0]);
            return at[0] < 0.5 ? double.NaN : at[0] - Math.Log(at[0]);
        }, x, [-10], [10], 50, 1e-14, 100);
        Assert.Equal(1, x[0], 1e-5);
        Assert.Equal(1, value, 1e-9);
    }

    private static double Rosenbrock(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var valley = x[1] - (x[0] * x[0]);
        gradient[0] = (-400 * x[0] * valley) - (2 * (1 - x[0]));
        gradient[1] = 200 * valley;
        return (100 * valley * valley) + ((1 - x[0]) * (1 - x[0]));
    }
}
