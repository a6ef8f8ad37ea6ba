using System.Text.Json;
using Assay.Foundation.Randomness;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.Tpe;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers.Tpe;

public sealed class ParzenEstimatorTests
{
    private const double LogTolerance = 1e-9;

    private static readonly Dictionary<string, Distribution> Distributions = new()
    {
        ["x"] = new FloatDistribution(-5, 5),
        ["rate"] = new FloatDistribution(1e-5, 0.1, IsLog: true),
        ["layers"] = new IntDistribution(1, 10),
        ["width"] = new IntDistribution(16, 64, Step: 16),
        ["optimizer"] = new CategoricalDistribution([ParameterValue.Of("adam"), ParameterValue.Of("sgd"), ParameterValue.Of("rmsprop")]),
    };

    [Fact]
    public void Densities_are_those_of_independent_sources()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Tuning", "parzen.json")));
        foreach (var reference in document.RootElement.EnumerateArray())
        {
            var names = reference.GetProperty("names").EnumerateArray().Select(name => name.GetString()!).ToArray();
            var weights = Numbers(reference.GetProperty("weights"));
            var table = Table(names, Points(names, reference.GetProperty("rows")));
            var estimator = Estimator(table, [], [.. Enumerable.Range(0, names.Length)], weights);
            // Ours is a density on [0, 1].
            var scale = names.Sum(name => Distributions[name] is FloatDistribution real ? Math.Log(real.IsLog ? Math.Log(real.High / real.Low) : real.High - real.Low) : 0);
            var logs = Numbers(reference.GetProperty("logs"));
            foreach (var (index, point) in Points(names, reference.GetProperty("samples")).Index())
                Assert.Equal(logs[index], estimator.LogDensity(Places(table, point)) - scale, LogTolerance);
        }
    }

    [Fact]
    public void A_density_given_other_dimensions_is_the_joint_one_over_theirs()
    {
        string[] names = ["x", "optimizer", "layers", "rate"];
        var random = new RandomSequence(new Seed(5));
        var space = Space(names);
        var points = new List<double[]>();
        for (var row = 0; row < 30; row++)
            points.Add(space.Draw(ref random));
        var table = Table(names, points);
        var weights = Enumerable.Range(0, 30).Select(row => 1.0 / (1 + row)).ToArray();
        var both = Estimator(table, [], [0, 1, 2, 3], weights);
        var before = Estimator(table, [], [0, 1], weights);
        var after = Estimator(table, [0, 1], [2, 3], weights);
        for (var draw = 0; draw < 20; draw++)
        {
            var places = Places(table, space.Draw(ref random));
            after.Given(places);
            Assert.Equal(both.LogDensity(places) - before.LogDensity(places), after.LogDensity(places), LogTolerance);
        }
    }

    [Fact]
    public void Draws_follow_the_density()
    {
        string[] names = ["layers", "optimizer"];
        var random = new RandomSequence(new Seed(6));
        var space = Space(names);
        var points = new List<double[]>();
        for (var row = 0; row < 6; row++)
            points.Add(space.Draw(ref random));
        var table = Table(names, points);
        var estimator = Estimator(table, [], [0, 1], [1, 1, 0.5, 0.5, 1, 1]);
        const int Draws = 60_000;
        var counts = new Dictionary<(double, double), int>();
        var places = new double[2];
        for (var draw = 0; draw < Draws; draw++)
        {
            estimator.Draw(places, ref random);
            counts[(places[0], places[1])] = counts.GetValueOrDefault((places[0], places[1])) + 1;
        }

        var total = 0.0;
        for (var layers = 0; layers < 10; layers++)
        {
            for (var choice = 0; choice < 3; choice++)
            {
                var probability = Math.Exp(estimator.LogDensity([layers, choice]));
                total += probability;
                var deviation = Math.Sqrt(probability * (1 - probability) / Draws);
                Assert.InRange(counts.GetValueOrDefault((layers, choice)) / (double)Draws, probability - (5 * deviation), probability + (5 * deviation));
            }
        }

        Assert.Equal(1, total, LogTolerance);
    }

    [Fact]
    public void A_density_over_hundreds_of_dimensions_is_finite_far_from_all_trials()
    {
        var space = new SearchSpace(new ParameterSpace([.. Enumerable.Range(0, 600).Select(index => new Parameter($"x{index}", new FloatDistribution(0, 1)))]));
        var table = new TrialTable(space);
        table.Update([.. Enumerable.Range(0, 120).Select(number => new Observation(number, TrialState.Completed, [.. Enumerable.Repeat(0.001 * number / 120, 600)], [number]))], []);
        var estimator = Estimator(table, [], [.. Enumerable.Range(0, 600)], [.. Enumerable.Repeat(1.0, 120)]);
        Assert.True(double.IsFinite(estimator.LogDensity([.. Enumerable.Repeat(0.99, 600)])));
    }

    private static SearchSpace Space(string[] names) => new(new ParameterSpace([.. names.Select(name => new Parameter(name, Distributions[name]))]));

    private static TrialTable Table(string[] names, IReadOnlyList<double[]> points)
    {
        var table = new TrialTable(Space(names));
        table.Update([.. points.Select((point, number) => new Observation(number, TrialState.Completed, point, [number]))], []);
        return table;
    }

    private static ParzenEstimator Estimator(TrialTable table, int[] given, int[] modeled, double[] weights)
    {
        var estimator = new ParzenEstimator([.. given.Select(index => KernelColumn.Of(table.Axes[index]))], [.. modeled.Select(index => KernelColumn.Of(table.Axes[index]))]);
        int[] rows = [.. Enumerable.Range(0, table.Rows)];
        estimator.Build(table, rows, rows, weights);
        estimator.Given(new double[table.Axes.Length]);
        return estimator;
    }

    private static double[] Places(TrialTable table, double[] point)
    {
        var places = new double[point.Length];
        for (var index = 0; index < places.Length; index++)
            places[index] = table.Axes[index].PlaceOf(point[index]);
        return places;
    }

    private static List<double[]> Points(string[] names, JsonElement columns)
    {
        var values = names.Select(name => Numbers(columns.GetProperty(name))).ToArray();
        return [.. Enumerable.Range(0, values[0].Length).Select(row => values.Select(column => column[row]).ToArray())];
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];
}
