using Assay.Foundation.Randomness;
using Assay.Testing;
using Assay.Tuning;
using Assay.Tuning.Samplers.GaussianProcess;
using Assay.Tuning.Spaces;
using FsCheck.Fluent;
using static Assay.Tests.Tuning.Samplers.GaussianProcess.GaussianProcessReference;

namespace Assay.Tests.Tuning.Samplers.GaussianProcess;

public sealed class MarginalLikelihoodTests
{
    private static readonly SearchSpace Mixed = new(new ParameterSpace([
        new("algo", new CategoricalDistribution([ParameterValue.Of("a"), ParameterValue.Of("b"), ParameterValue.Of("c")])),
        new("x", new FloatDistribution(0, 1)),
        new("n", new IntDistribution(1, 9)) { When = "algo == 'b'" },
        new("kind", new CategoricalDistribution([ParameterValue.Of("p"), ParameterValue.Of("q")])) { When = "algo != 'b'" }]));

    [Fact]
    public void The_likelihood_and_its_gradient_are_those_of_scikit_learn()
    {
        foreach (var item in Section("processes").EnumerateArray())
        {
            var weights = item.Doubles("weights");
            var encoding = new PointEncoding(UnitCube(weights.Length));
            var likelihood = new MarginalLikelihood(encoding, Columns(encoding, item.Rows("x")), item.Doubles("y"));
            var logarithms = new Hyperparameters(weights, item.Double("scale"), item.Double("noise")).ToLogarithms();
            var gradient = new double[logarithms.Length];
            Assert.Equal(item.Double("negative_log_likelihood"), likelihood.Evaluate(logarithms, gradient, withPrior: false), 1e-8);
            foreach (var (expected, actual) in item.Doubles("gradient").Zip(gradient))
                Assert.Equal(expected, actual, 1e-7);
        }
    }

    [Fact]
    public void The_gradient_with_priors_over_choices_and_conditions_is_that_of_finite_differences() => Prop.ForAll(
        Gen.Choose(0, 100_000).ToArbitrary(),
        seed =>
        {
            const double Step = 1e-5;
            var random = new RandomSequence(new Seed((ulong)seed));
            var encoding = new PointEncoding(Mixed);
            var points = new double[3 + random.Below(20)][];
            var values = new double[points.Length];
            for (var row = 0; row < points.Length; row++)
                (points[row], values[row]) = (Mixed.Draw(ref random), random.Normal());
            var likelihood = new MarginalLikelihood(encoding, Columns(encoding, points), values);
            var logarithms = new double[encoding.Groups.Count + 2];
            for (var index = 0; index < logarithms.Length; index++)
                logarithms[index] = random.Normal() - (index == logarithms.Length - 1 ? 3 : 0);
            var gradient = new double[logarithms.Length];
            var ignored = new double[logarithms.Length];
            likelihood.Evaluate(logarithms, gradient);
            for (var index = 0; index < logarithms.Length; index++)
            {
                var (up, down) = (logarithms.ToArray(), logarithms.ToArray());
                up[index] += Step;
                down[index] -= Step;
                var expected = (likelihood.Evaluate(up, ignored) - likelihood.Evaluate(down, ignored)) / (2 * Step);
                if (Math.Abs(expected - gradient[index]) > 1e-4 * Math.Max(1, Math.Abs(expected)))
                    return false;
            }

            return true;
        }).Holds(50);
}
