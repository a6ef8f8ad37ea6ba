using Assay.Foundation.Randomness;
using Assay.Testing;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.Tpe;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers.Tpe;

public sealed class TpeSamplerTests : SamplerConformance
{
    protected override bool TakesSeveralObjectives => false;

    [Fact]
    public void It_finds_a_better_optimum_than_chance()
    {
        var space = new SearchSpace(new ParameterSpace([.. Enumerable.Range(0, 5).Select(index => new Parameter($"x{index}", new FloatDistribution(-5, 5)))]));
        foreach (var seed in (ulong[])[1, 2, 3])
        {
            var ours = SomeSpaces.Run(space, Make(), 100, Bowl, seed).Min(Bowl);
            var chance = SomeSpaces.Run(space, new RandomSampler(), 100, Bowl, seed).Min(Bowl);
            Assert.True(ours < chance / 3, $"Seed {seed}: {ours} against {chance}.");
        }

        static double Bowl(double[] point) => point.Sum(x => (x - 1.3) * (x - 1.3));
    }

    [Fact]
    public void It_does_not_stay_in_a_category_that_looked_best_at_first()
    {
        // "wide" is good almost everywhere, "narrow" is better, but only near one rate.
        var space = new SearchSpace(new ParameterSpace([SomeSpaces.Texts("kind", "wide", "narrow", "bad"), new("rate", new FloatDistribution(0, 1)), new("other", new FloatDistribution(0, 1))]));
        var found = 0;
        for (var seed = 0UL; seed < 10; seed++)
        {
            if (SomeSpaces.Run(space, Make(), 200, Loss, seed).Min(Loss) < 0.03)
                found++;
        }

        Assert.True(found >= 9, $"{found} of 10 studies found the better category.");

        static double Loss(double[] point) => point[0] switch
        {
            0 => 0.03 + (0.05 * Math.Pow(point[1] - 0.4, 2)) + (0.1 * Math.Pow(point[2] - 0.5, 2)),
            1 => 0.3 * (1 - Math.Exp(-12 * Math.Pow(point[1] - 0.55, 2))) + (0.1 * Math.Pow(point[2] - 0.5, 2)),
            _ => 0.4,
        };
    }

    [Theory]
    [InlineData(TpeMode.Multivariate)]
    [InlineData(TpeMode.Grouped)]
    [InlineData(TpeMode.Independent)]
    public void Every_mode_follows_the_tree(TpeMode mode)
    {
        var space = SomeSpaces.Tree();
        foreach (var point in SomeSpaces.Run(space, new TpeSampler(new TpeSamplerOptions { Mode = mode }), 80, point => point[2] - point[3]))
        {
            Assert.True(space.Satisfies(point));
            Assert.Equal(point[0] == 0, double.IsNaN(point[1]));
        }
    }

    [Fact]
    public void What_a_rare_branch_showed_is_used_when_the_branch_is_taken()
    {
        // The parameter of the second branch has its optimum at 0.8; few trials go there.
        var space = new SearchSpace(new ParameterSpace([SomeSpaces.Texts("kind", "often", "rare"), new("x", new FloatDistribution(0, 1)) { When = "kind == \"often\"" }, new("y", new FloatDistribution(0, 1)) { When = "kind == \"rare\"" }]));
        var late = new List<double>();
        for (var seed = 0UL; seed < 10; seed++)
        {
            var points = SomeSpaces.Run(space, Make(), 120, point => point[0] == 0 ? Math.Abs(point[1] - 0.2) : 1 + Math.Abs(point[2] - 0.8), seed);
            late.AddRange(points.Skip(60).Where(point => point[0] == 1).Select(point => Math.Abs(point[2] - 0.8)));
        }

        // By chance it would be 0.34.
        Assert.True(late.Count >= 20 && late.Average() < 0.22, $"The {late.Count} late trials of the rare branch are {late.Average()} off.");
    }

    [Fact]
    public void Running_trials_are_kept_away_from_by_the_constant_liar_only()
    {
        var space = new SearchSpace(new ParameterSpace([new("x", new FloatDistribution(0, 1))]));
        var finished = Enumerable.Range(0, 40).Select(number => new Observation(number, TrialState.Completed, [number / 39.0], [Math.Abs((number / 39.0) - 0.5)])).ToList();
        var request = new SamplingRequest(space, 40, new Seed(3)) { Finished = finished };
        var crowded = request with { Running = [.. Enumerable.Range(0, 30).Select(index => new[] { 0.48 + (index * 0.001) })] };
        Assert.NotEqual(Mean(new TpeSamplerOptions(), request), Mean(new TpeSamplerOptions(), crowded));
        var honest = new TpeSamplerOptions { ConstantLiar = false };
        Assert.Equal(Mean(honest, request), Mean(honest, crowded));
        Assert.True(Mean(new TpeSamplerOptions(), crowded) > Mean(new TpeSamplerOptions(), request), "Proposals stay where others already are.");

        static double Mean(TpeSamplerOptions options, SamplingRequest request) =>
            Enumerable.Range(0, 40).Average(attempt => Math.Abs(new TpeSampler(options).Propose(request with { Attempt = attempt })!.Point[0] - 0.495));
    }

    [Fact]
    public void Options_that_cannot_be_used_are_refused()
    {
        Assert.Contains("Candidates is 0", Assert.Throws<AssayException>(() => new TpeSampler(new TpeSamplerOptions { Candidates = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("StartupTrials is 0", Assert.Throws<AssayException>(() => new TpeSampler(new TpeSamplerOptions { StartupTrials = 0 })).Message, StringComparison.Ordinal);
    }

    protected override ISampler Make() => new TpeSampler();
}

public sealed class IndependentTpeSamplerTests : SamplerConformance
{
    protected override bool TakesSeveralObjectives => false;

    protected override ISampler Make() => new TpeSampler(new TpeSamplerOptions { Mode = TpeMode.Independent });
}

public sealed class GroupedTpeSamplerTests : SamplerConformance
{
    protected override bool TakesSeveralObjectives => false;

    protected override ISampler Make() => new TpeSampler(new TpeSamplerOptions { Mode = TpeMode.Grouped });
}
