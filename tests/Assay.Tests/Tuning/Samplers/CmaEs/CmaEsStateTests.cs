using System.Text.Json;
using Assay.Foundation.Randomness;
using Assay.Testing;
using Assay.Tuning.Samplers.CmaEs;
using Assay.Tuning.Spaces;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;

namespace Assay.Tests.Tuning.Samplers.CmaEs;

public sealed class CmaEsStateTests
{
    // Eight to 25 generations of eigenvectors from another routine.
    private const double Tolerance = 1e-7;

    [Fact]
    public void Generations_are_learnt_from_as_the_reference_does()
    {
        foreach (var reference in EvolutionReference.Cases("steps"))
        {
            var dimension = reference.GetProperty("dimension").GetInt32();
            Follow(reference, EvolutionSpaces.Unit(dimension), [.. Enumerable.Repeat(0.5, dimension)]);
        }
    }

    [Fact]
    public void Discrete_parameters_keep_their_margin_as_in_the_reference()
    {
        foreach (var reference in EvolutionReference.Cases("margin"))
        {
            var counts = reference.GetProperty("counts").Doubles();
            var space = new SearchSpace(new ParameterSpace([.. counts.Select((count, i) =>
                new Parameter($"x{i}", count == 0 ? new FloatDistribution(0, 1) : new IntDistribution(1, (long)count)))]));
            Follow(reference, space, [.. counts.Select(_ => 0.45)]);
        }
    }

    [Fact]
    public void Every_discrete_parameter_keeps_a_chance_of_another_value()
    {
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().ToArbitrary(), drawn =>
        {
            var random = new RandomSequence(new Seed((ulong)drawn));
            var dimension = new SearchSpace(new ParameterSpace([new("x", new IntDistribution(1, 2 + random.Below(30)))])).Dimensions[0];
            var (mean, scale, deviation, margin) = ((1.4 * random.Uniform()) - 0.2, 1.0, Math.Exp(-12 * random.Uniform()), 0.2 * random.OpenUniform());
            Margin.Keep(dimension, ref mean, ref scale, deviation, margin);
            var (low, high) = dimension.CellOf(dimension.NumberOf(dimension.FromUnit(mean)));
            var below = low == 0 ? 0 : Normal.CDF(mean, deviation * scale, low);
            var above = high == 1 ? 0 : 1 - Normal.CDF(mean, deviation * scale, high);
            return below + above >= margin * (1 - 1e-6);
        }).Holds();
    }

    [Fact]
    public void Trials_that_all_lose_the_same_move_the_mean_by_their_average_only()
    {
        var state = CmaEsState.Start(new CmaEsLayout(EvolutionSpaces.Unit(2)), 6, [0.5, 0.5], 0.2, Covariance.Identity(2));
        CmaEsMember[] members = [.. Enumerable.Range(0, 6).Select(k => new CmaEsMember([0.2 + (0.1 * k), 0.9 - (0.1 * k)], [], true))];
        var next = state.Next(members, [false, true, true, true, true, true], 1);
        Assert.Equal(0.45, next.Mean[0], 12);
        Assert.Equal(0.65, next.Mean[1], 12);
    }

    [Fact]
    public void A_far_point_from_elsewhere_moves_the_mean_less_than_one_of_its_own()
    {
        var state = CmaEsState.Start(new CmaEsLayout(EvolutionSpaces.Unit(2)), 4, [0.5, 0.5], 0.01, Covariance.Identity(2));
        CmaEsMember[] Members(bool isOwn) => [new([0.9, 0.9], [], isOwn), new([0.5, 0.5], [], true), new([0.5, 0.5], [], true), new([0.5, 0.5], [], true)];
        var (own, injected) = (state.Next(Members(true), new bool[4], 1), state.Next(Members(false), new bool[4], 1));
        Assert.True(injected.Mean[0] > 0.5);
        // At most the length that the source allows, √2 + 1 deviations.
        Assert.True((injected.Mean[0] - 0.5) * Math.Sqrt(2) <= (Math.Sqrt(2) + 1) * 0.01);
        Assert.True(own.Mean[0] > 0.7);
    }

    [Fact]
    public void A_matrix_is_what_its_eigenvectors_make_of_its_eigenvalues()
    {
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().ToArbitrary(), drawn =>
        {
            var random = new RandomSequence(new Seed((ulong)drawn));
            var n = 1 + random.Below(12);
            var matrix = new double[n * n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j <= i; j++)
                    matrix[(i * n) + j] = matrix[(j * n) + i] = random.Normal() * (random.Below(4) == 0 ? 0 : 1);
            }

            var (values, vectors) = SymmetricEigen.Decompose(matrix, n);
            var worst = 0.0;
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var (again, product) = (0.0, 0.0);
                    for (var k = 0; k < n; k++)
                    {
                        again += vectors[(i * n) + k] * values[k] * vectors[(j * n) + k];
                        product += vectors[(k * n) + i] * vectors[(k * n) + j];
                    }

                    worst = Math.Max(worst, Math.Max(Math.Abs(again - matrix[(i * n) + j]), Math.Abs(product - (i == j ? 1 : 0))));
                }
            }

            return worst < 1e-12;
        }).Holds();
    }

    [Fact]
    public void Probabilities_of_choices_sum_to_1_and_keep_their_margin()
    {
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().ToArbitrary(), drawn =>
        {
            var random = new RandomSequence(new Seed((ulong)drawn));
            var choices = 2 + random.Below(6);
            var least = ChoiceProbabilities.Least(choices, 1 + random.Below(3));
            var probabilities = ChoiceProbabilities.Uniform(choices);
            for (var step = 0; step < 20; step++)
                probabilities = ChoiceProbabilities.Moved(probabilities, [0, 0, random.Below(choices), -1], [0.5, 0.25, 0.15, 0.1], 0.5, least);
            return Math.Abs(probabilities.Sum() - 1) < 1e-12 && probabilities.Min() >= least - 1e-12 && probabilities[0] == probabilities.Max();
        }).Holds();
    }

    private static void Follow(JsonElement reference, SearchSpace space, double[] mean)
    {
        var population = reference.GetProperty("population").GetInt32();
        var layout = new CmaEsLayout(space);
        Assert.Equal(mean.Length, layout.Numbers.Length);
        var state = CmaEsState.Start(layout, population, mean, reference.GetProperty("sigma").GetDouble(), Covariance.Identity(mean.Length));
        var number = 0;
        foreach (var generation in reference.GetProperty("generations").EnumerateArray())
        {
            var members = generation.GetProperty("samples").Rows().Zip(generation.GetProperty("losses").Doubles()).OrderBy(pair => pair.Second)
                .Select(pair => new CmaEsMember(pair.First, [], true)).ToArray();
            state = state.Next(members, new bool[population], 0);
            var what = $"{mean.Length} parameters, generation {number++}";
            EvolutionReference.Near(generation.GetProperty("sigma").GetDouble(), state.Sigma, Tolerance, $"{what}, step size");
            var (means, covariance) = (generation.GetProperty("mean").Doubles(), generation.GetProperty("covariance").Rows());
            for (var i = 0; i < mean.Length; i++)
            {
                EvolutionReference.Near(means[i], state.Mean[i], Tolerance, $"{what}, mean {i}");
                if (generation.TryGetProperty("scale", out var scale))
                    EvolutionReference.Near(scale.Doubles()[i], state.Scale[i], Tolerance, $"{what}, scale {i}");
                for (var j = 0; j < mean.Length; j++)
                    EvolutionReference.Near(covariance[i][j], state.Covariance[i, j], Tolerance, $"{what}, covariance {i}, {j}");
            }
        }

        Assert.True(number >= 8);
    }
}
