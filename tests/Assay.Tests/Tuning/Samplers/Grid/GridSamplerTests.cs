using Assay.Foundation.Randomness;
using Assay.Testing;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.Grid;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers.Grid;

public sealed class GridSamplerTests : SamplerConformance
{
    protected override bool AttemptsDiffer => false;

    [Fact]
    public void Every_combination_comes_once_in_an_order_that_the_seed_decides()
    {
        var space = new SearchSpace(new ParameterSpace([new("a", new IntDistribution(0, 3)), SomeSpaces.Texts("b", "x", "y", "z")]));
        var first = SomeSpaces.Run(space, new GridSampler(), 100, _ => 0);
        Assert.Equal(12, first.Count);
        Assert.Equal(12, first.Select(point => space.KeyOf(point)).Distinct().Count());
        var second = SomeSpaces.Run(space, new GridSampler(), 100, _ => 0, seed: 2);
        Assert.NotEqual(first, second);
        Assert.Equal(first.Select(Text).Order(StringComparer.Ordinal), second.Select(Text).Order(StringComparer.Ordinal));

        static string Text(double[] point) => string.Join(' ', point);
    }

    [Fact]
    public void Workers_never_get_what_another_has_finished_or_is_at()
    {
        var space = SomeSpaces.Tree();
        var seen = new HashSet<PointKey>();
        var (finished, running) = (new List<Observation>(), new List<double[]>());
        // A new instance each time, as in processes of their own; every third trial stays running.
        for (var number = 0; new GridSampler().Propose(new SamplingRequest(space, number, new Seed(9)) { Finished = finished, Running = running }) is { } proposal; number++)
        {
            Assert.True(seen.Add(space.KeyOf(proposal.Point)), $"Trial {number} repeats a combination.");
            if (number % 3 == 0)
                running.Add(proposal.Point);
            else
                finished.Add(new Observation(number, number % 2 == 0 ? TrialState.Failed : TrialState.Completed, proposal.Point, number % 2 == 0 ? [] : [1]));
        }

        // layers by heads with layers % heads == 0: 4 + 2 + 1 = 7; adam once, sgd with three momenta.
        Assert.Equal(7 * 4, seen.Count);
    }

    [Fact]
    public void Declared_values_and_levels_make_the_grid()
    {
        var space = new SearchSpace(new ParameterSpace([new("rate", new FloatDistribution(1e-4, 1e-2, IsLog: true)), new("dropout", new FloatDistribution(0, 0.5)), new("layers", new IntDistribution(1, 100))]));
        var sampler = new GridSampler(new GridSamplerOptions
        {
            Values = new Dictionary<string, IReadOnlyList<ParameterValue>> { ["dropout"] = [ParameterValue.Of(0.1), ParameterValue.Of(0.3)] },
            Levels = 3,
        });
        Assert.Equal(18, sampler.SizeOn(space));
        var points = SomeSpaces.Run(space, sampler, 100, _ => 0);
        Assert.Equal(18, points.Count);
        Assert.Equal([1e-4, 1e-3, 1e-2], points.Select(point => Math.Round(point[0], 8)).Distinct().Order());
        Assert.Equal([0.1, 0.3], points.Select(point => point[1]).Distinct().Order());
        Assert.Equal(3, points.Select(point => point[2]).Distinct().Count());
        Assert.Equal((1, 100), (points.Min(point => point[2]), points.Max(point => point[2])));
    }

    [Fact]
    public void A_grid_that_explodes_is_refused_with_its_size()
    {
        var space = new SearchSpace(new ParameterSpace([.. Enumerable.Range(0, 12).Select(index => new Parameter($"p{index}", new IntDistribution(0, 9)))]));
        var refused = Assert.Throws<AssayException>(() => new GridSampler().Propose(new SamplingRequest(space, 0, new Seed(1))));
        Assert.Contains("1E+12 combinations", refused.Message, StringComparison.Ordinal);
        Assert.Contains("p0 10 x p1 10", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_of_the_options_are_said_in_words()
    {
        var space = new SearchSpace(new ParameterSpace([new("rate", new FloatDistribution(1e-4, 1e-2)), new("layers", new IntDistribution(1, 4))]));
        Assert.Contains("'rate' can take any number", Refusal(new GridSamplerOptions()), StringComparison.Ordinal);
        Assert.Contains("'width', which is no parameter", Refusal(Values("width", 3)), StringComparison.Ordinal);
        Assert.Contains("value 9 for 'layers'", Refusal(Values("layers", 9)), StringComparison.Ordinal);
        Assert.Contains("0 levels", Assert.Throws<AssayException>(() => new GridSampler(new GridSamplerOptions { Levels = 0 })).Message, StringComparison.Ordinal);

        string Refusal(GridSamplerOptions options) => Assert.Throws<AssayException>(() => new GridSampler(options).Propose(new SamplingRequest(space, 0, new Seed(1)))).Message;

        static GridSamplerOptions Values(string name, double value) => new() { Levels = 2, Values = new Dictionary<string, IReadOnlyList<ParameterValue>> { [name] = [ParameterValue.Of(value)] } };
    }

    protected override ISampler Make() => new GridSampler(new GridSamplerOptions { Levels = 5 });
}
