using Assay.Foundation.Randomness;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.GaussianProcess;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers.GaussianProcess;

public sealed class SurrogateTests
{
    private static readonly SearchSpace Space = new(new ParameterSpace([new("x", new FloatDistribution(-2, 2)), new("n", new IntDistribution(1, 5))]));

    [Fact]
    public void It_predicts_a_smooth_loss_in_its_unit_with_honest_deviations()
    {
        var surrogate = Surrogate.Of(Space, Trials(40))!;
        var random = new RandomSequence(new Seed(99));
        var inside = 0;
        var error = 0.0;
        for (var index = 0; index < 50; index++)
        {
            var point = Space.Draw(ref random);
            var prediction = surrogate.At(point);
            error += Math.Abs(Loss(point) - prediction.Mean) / 50;
            inside += Loss(point) >= prediction.Lower(3) && Loss(point) <= prediction.Upper(3) ? 1 : 0;
        }

        Assert.InRange(error, 0, 10); // Of losses that range from 520 to 1000.
        Assert.InRange(inside, 40, 50);
        Assert.InRange(surrogate.Noise, 0, 5);
    }

    [Fact]
    public void The_regret_bound_shrinks_with_knowledge_and_holds_the_true_regret()
    {
        var few = Trials(6);
        var many = Trials(60);
        var bound = Surrogate.Of(Space, many)!.RegretBound(2, new Seed(1));
        Assert.InRange(bound, 0, Surrogate.Of(Space, few)!.RegretBound(2, new Seed(1)));
        Assert.True(bound >= many.Min(trial => trial.Loss) - 520);
    }

    [Fact]
    public void Of_fewer_than_two_losses_there_is_none() => Assert.Null(Surrogate.Of(Space, [.. Trials(1), new Observation(1, TrialState.Failed, [0, 1], [])]));

    private static double Loss(double[] point) => 500 + (100 * point[0] * point[0]) + (20 * point[1]);

    private static Observation[] Trials(int count)
    {
        var random = new RandomSequence(new Seed(5));
        var trials = new Observation[count];
        for (var number = 0; number < count; number++)
        {
            var point = Space.Draw(ref random);
            trials[number] = new Observation(number, TrialState.Completed, point, [Loss(point)]);
        }

        return trials;
    }
}
