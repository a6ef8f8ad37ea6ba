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
            var (mean, deviation) = surrogate.At(point);
            error += Math.Abs(Loss(point) - mean) / 50;
            inside += Math.Abs(Loss(point) - mean) <= 3 * deviation ? 1 : 0;
            Assert.Equal(mean - (2 * deviation), surrogate.Lower(point, 2));
        }

        Assert.InRange(error, 0, 10); // Of losses that range from 520 to 1000.
        Assert.InRange(inside, 40, 50);
        Assert.InRange(surrogate.Noise, 0, 5);
    }

    [Fact]
    public void The_lowest_bound_lies_below_every_trial_and_the_lowest_mean_at_the_bottom()
    {
        var trials = Trials(40);
        var surrogate = Surrogate.Of(Space, trials)!;
        var bottom = surrogate.Lowest(0, new Seed(1));
        Assert.Equal(0, bottom[0], 0.2);
        Assert.Equal(1, bottom[1]);
        var bound = surrogate.Lower(surrogate.Lowest(2, new Seed(1)), 2);
        Assert.All(trials, trial => Assert.True(bound <= surrogate.Lower(trial.Point, 2)));
        Assert.Equal(bottom, Surrogate.Of(Space, trials)!.Lowest(0, new Seed(1)));
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
