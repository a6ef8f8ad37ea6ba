using Assay.Testing;
using Assay.Tuning;
using Assay.Tuning.Spaces;
using FsCheck.Fluent;

namespace Assay.Tests.Tuning.Spaces;

public sealed class DimensionTests
{
    public static TheoryData<Distribution> Discrete() =>
    [
        new IntDistribution(1, 10), new IntDistribution(0, 20, Step: 4), new IntDistribution(1, 128, IsLog: true), new IntDistribution(3, 3), new FloatDistribution(0, 0.5, Step: 0.1),
        new FloatDistribution(0.1, 100, IsLog: true, Step: 0.1), new CategoricalDistribution([ParameterValue.Of("a"), ParameterValue.Of("b"), ParameterValue.Of("c")]),
    ];

    [Theory]
    [MemberData(nameof(Discrete))]
    public void Every_value_lies_in_its_own_cell_and_the_cells_fill_the_interval(Distribution distribution)
    {
        var dimension = Of(distribution);
        var edge = 0.0;
        for (var number = 0; number < dimension.Count; number++)
        {
            var value = dimension.ValueAt(number);
            var (low, high) = dimension.CellOf(number);

            Assert.Equal(edge, low, 9);
            Assert.InRange(dimension.ToUnit(value), low, high);
            Assert.Equal(value, dimension.FromUnit((low + high) / 2));
            Assert.Equal(value, dimension.FromParameter(dimension.ToParameter(value)));
            edge = high;
        }

        Assert.Equal(1, edge, 9);
    }

    [Fact]
    public void A_continuous_value_comes_back_from_its_place() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), place =>
    {
        var (plain, log) = (Of(new FloatDistribution(-3, 7)), Of(new FloatDistribution(1e-6, 1e-1, IsLog: true)));
        var unit = place / 1_000_000.0;
        return Math.Abs(plain.ToUnit(plain.FromUnit(unit)) - unit) < 1e-12 && Math.Abs(log.ToUnit(log.FromUnit(unit)) - unit) < 1e-12
            && log.FromUnit(unit) is >= 1e-6 and <= 1e-1;
    }).Holds();

    [Fact]
    public void Steps_are_counted_in_decimals() => Assert.Equal(0.3, Of(new FloatDistribution(0, 0.5, Step: 0.1)).ValueAt(3));

    [Fact]
    public void Choices_that_are_numbers_are_neighbors_by_size_however_they_were_listed()
    {
        var dimension = Of(new CategoricalDistribution([ParameterValue.Of(256), ParameterValue.Of(64), ParameterValue.Of(128)]));

        Assert.Equal([64, 128, 256], dimension.Choices.Select(choice => choice.Number!.Value));
        Assert.Equal(1, dimension.FromParameter(ParameterValue.Of(128)));
        Assert.Null(dimension.FromParameter(ParameterValue.Of(512)));
        Assert.True(dimension.IsOrdered);
    }

    [Fact]
    public void A_mark_of_a_parameter_that_is_not_in_play_stays_one() => Assert.Equal(double.NaN, Of(new FloatDistribution(0, 1)).FromUnit(double.NaN));

    private static Dimension Of(Distribution distribution) => new SearchSpace(new ParameterSpace([new("p", distribution)])).Dimensions[0];
}
