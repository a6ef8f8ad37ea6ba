using System.Text.Json;
using Assay.Foundation.Randomness;
using Assay.Testing;
using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.QuasiRandom;
using Assay.Tuning.Spaces;
using FsCheck.Fluent;

namespace Assay.Tests.Tuning.Samplers.QuasiRandom;

public sealed class SobolSamplerTests : SamplerConformance
{
    protected override ISampler Make() => new QuasiRandomSampler(QuasiRandomSequence.Sobol);
}

public sealed class HaltonSamplerTests : SamplerConformance
{
    protected override ISampler Make() => new QuasiRandomSampler(QuasiRandomSequence.Halton);
}

public sealed class PlainSobolSamplerTests : SamplerConformance
{
    protected override ISampler Make() => new QuasiRandomSampler(QuasiRandomSequence.Sobol, isScrambled: false);

    protected override bool SeedsDiffer => false;
}

public sealed class QuasiRandomSequenceTests
{
    [Fact]
    public void Plain_Sobol_points_are_those_of_scipy()
    {
        foreach (var (dimension, index, value) in Reference("sobol"))
            Assert.Equal(value, Sobol.Coordinate(dimension, index, null));
    }

    [Fact]
    public void Plain_Halton_points_are_those_of_scipy()
    {
        foreach (var (dimension, index, value) in Reference("halton"))
            Assert.Equal(value, Halton.Coordinate(dimension, index, null), 1e-14);
    }

    [Fact]
    public void Scrambled_Sobol_points_stratify_as_the_plain_ones_do() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        // The first 2^m points have one in each of 2^m equal intervals, in every dimension, whatever the scrambling.
        for (var dimension = 0; dimension < 12; dimension++)
        {
            var cells = Enumerable.Range(0, 64).Select(index => (int)(64 * Sobol.Coordinate(dimension, (uint)index, new Seed((ulong)seed)))).Distinct().Count();
            if (cells != 64)
                return false;
        }

        return true;
    }).Holds(20);

    [Fact]
    public void Scrambled_Sobol_pairs_of_the_first_dimensions_fill_a_grid() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        // Dimensions 1 and 2 are a (0, m, 2)-net: 16 points, one in each cell of 4 by 4.
        var at = new Seed((ulong)seed);
        return Enumerable.Range(0, 16).Select(index => ((int)(4 * Sobol.Coordinate(0, (uint)index, at)), (int)(4 * Sobol.Coordinate(1, (uint)index, at)))).Distinct().Count() == 16;
    }).Holds(20);

    [Fact]
    public void Scrambled_Halton_points_stratify_in_their_base() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        int[] primes = [2, 3, 5, 7];
        for (var dimension = 0; dimension < primes.Length; dimension++)
        {
            var whole = primes[dimension] * primes[dimension];
            var cells = Enumerable.Range(0, whole).Select(index => (int)(whole * Halton.Coordinate(dimension, (uint)index, new Seed((ulong)seed)))).Distinct().Count();
            if (cells != whole)
                return false;
        }

        return true;
    }).Holds(20);

    [Theory]
    [InlineData(QuasiRandomSequence.Sobol)]
    [InlineData(QuasiRandomSequence.Halton)]
    public void A_point_depends_on_seed_and_number_only(QuasiRandomSequence sequence)
    {
        var space = new SearchSpace(new ParameterSpace([new("x", new FloatDistribution(0, 1)), new("y", new FloatDistribution(0, 1))]));
        var alone = new QuasiRandomSampler(sequence).Propose(new SamplingRequest(space, 17, new Seed(5)))!.Point;
        var among = new QuasiRandomSampler(sequence).Propose(new SamplingRequest(space, 17, new Seed(5))
        {
            Finished = [new Observation(2, Assay.Tuning.TrialState.Completed, [0.5, 0.5], [1])],
            Running = [[0.1, 0.2]],
        })!.Point;
        Assert.Equal(alone, among);
    }

    [Fact]
    public void There_are_a_thousand_dimensions()
    {
        var space = new SearchSpace(new ParameterSpace([.. Enumerable.Range(0, 1000).Select(index => new Parameter($"x{index}", new FloatDistribution(0, 1)))]));
        foreach (var sequence in Enum.GetValues<QuasiRandomSequence>())
        {
            var point = new QuasiRandomSampler(sequence).Propose(new SamplingRequest(space, 3, new Seed(5)))!.Point;
            Assert.InRange(point.Average(), 0.4, 0.6);
        }
    }

    private static IEnumerable<(int Dimension, uint Index, double Value)> Reference(string sequence)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Tuning", "quasi-random.json")));
        return [.. document.RootElement.GetProperty(sequence).EnumerateArray().Select(point => (point.GetProperty("dimension").GetInt32(), point.GetProperty("index").GetUInt32(), point.GetProperty("value").GetDouble()))];
    }
}
