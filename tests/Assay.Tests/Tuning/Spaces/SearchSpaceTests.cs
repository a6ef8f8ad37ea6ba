using Assay.Foundation.Randomness;
using Assay.Testing;
using Assay.Tuning;
using Assay.Tuning.Spaces;
using FsCheck.Fluent;

namespace Assay.Tests.Tuning.Spaces;

public sealed class SearchSpaceTests
{
    private static readonly SearchSpace Transformer = new(new ParameterSpace([
        new("d_model", Numbers(64, 96, 128, 256)), new("heads", Numbers(2, 4, 6, 8)), new("layers", new IntDistribution(1, 6)),
        new("dropout", new FloatDistribution(0, 0.5, Step: 0.1)) { When = "layers >= 2" }, new("lr", new FloatDistribution(1e-5, 1e-1, IsLog: true))])
    {
        Constraints = ["d_model % heads == 0", "parameters <= 2_000_000"],
        Derived = [new("parameters", "12 * layers * d_model ** 2")],
    });

    [Fact]
    public void Every_draw_satisfies_conditions_and_constraints() => Prop.ForAll<int>(number =>
    {
        var random = new RandomSequence(new Seed(7), number);
        var point = Transformer.Draw(ref random);
        var values = Transformer.ToParams(point);
        var (width, heads, layers) = (values["d_model"].Number!.Value, values["heads"].Number!.Value, values["layers"].Number!.Value);
        return width % heads == 0 && 12 * layers * width * width <= 2_000_000 && values.ContainsKey("dropout") == (layers >= 2)
            && Transformer.ToPoint(values).AsSpan().SequenceEqual(point);
    }).Holds();

    [Fact]
    public void A_space_without_any_allowed_configuration_is_refused_by_its_constraints()
    {
        var space = new SearchSpace(new ParameterSpace([new("a", new IntDistribution(1, 5))]) { Constraints = ["a > 3", "a < 3"] });

        var error = Assert.Throws<AssayException>(() =>
        {
            var random = new RandomSequence(new Seed(1));
            space.Draw(ref random);
        });

        Assert.Contains("'a > 3', 'a < 3'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sorted_widths_in_another_order_are_the_same_configuration()
    {
        var space = new SearchSpace(new ParameterSpace([new("w1", Numbers(512, 256)), new("w2", Numbers(128, 256, 512)), new("lr", new FloatDistribution(0, 1))])
        {
            Derived = [new("widths", "sort_desc(w1, w2)")],
        });
        var (one, other) = (Point(space, 256, 512, 0.5), Point(space, 512, 256, 0.5));

        Assert.Equal(space.KeyOf(one), space.KeyOf(other));
        Assert.NotEqual(space.KeyOf(one), space.KeyOf(Point(space, 512, 256, 0.25)));
        Assert.NotEqual(space.KeyOf(one), space.KeyOf(Point(space, 512, 512, 0.5)));
        Assert.Equal("512,256", space.DerivedOf(one)["widths"]);
    }

    [Fact]
    public void A_constraint_on_a_parameter_that_is_not_in_play_does_not_bind()
    {
        var space = new SearchSpace(new ParameterSpace([new("kind", Texts("a", "b")), new("x", new IntDistribution(0, 9)) { When = "kind == 'b'" }]) { Constraints = ["x >= 9"] });

        Assert.True(space.Satisfies([0, double.NaN]));
        Assert.Equal("x >= 9", space.Broken([1, 3]));
        Assert.Null(space.Broken([1, 9]));
    }

    [Fact]
    public void Size_counts_combinations_and_is_unknown_with_a_continuous_parameter()
    {
        Assert.Null(Transformer.Size);
        Assert.Equal(3 * 11, new SearchSpace(new ParameterSpace([new("a", Numbers(1, 2, 3)), new("b", new IntDistribution(0, 100, Step: 10))])).Size);
    }

    [Theory]
    [InlineData("depth >", "found the end")]
    [InlineData("dept > 2", "did you mean 'depth'")]
    [InlineData("later > 2", "no parameter 'later' before it")]
    [InlineData("kind == 'c'", "none of the choices of kind (a, b)")]
    [InlineData("kind < 'a'", "compared by == and !=")]
    [InlineData("kind + 1 > 2", "choices that are not numbers")]
    [InlineData("depth == 'a'", "only be compared with a parameter that has choices")]
    [InlineData("(depth > 2", "expected ')'")]
    [InlineData("depth > 2 2", "expected an operator or the end")]
    [InlineData("abs(depth, 2) > 1", "'abs' takes 1 value")]
    [InlineData("depth > 1e999", "no number")]
    [InlineData("kind == 'a", "quote is not closed")]
    public void A_wrong_condition_is_refused_with_its_place(string when, string expected)
    {
        var error = Assert.Throws<AssayException>(() => new SearchSpace(new ParameterSpace([
            new("depth", new IntDistribution(1, 5)), new("kind", Texts("a", "b")), new("x", new FloatDistribution(0, 1)) { When = when }, new("later", new IntDistribution(1, 2))])));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 + 2 * 3 == 7")]
    [InlineData("-2 ** 2 == -4")]
    [InlineData("2 ** 3 ** 2 == 512")]
    [InlineData("7 // 2 == 3 and -7 % 3 == 2")]
    [InlineData("not 1 > 2 or 1 / 0 < 0")]
    [InlineData("max(1, 2, depth) == depth and min(depth, 1e-2) == 0.01")]
    [InlineData("log2(8) + sqrt(9) == 6 and round(2.4) == 2 and ceil(2.1) == 3")]
    [InlineData("(kind != 'b') and 'a' == kind")]
    public void Expressions_follow_the_rules_of_arithmetic(string when)
    {
        var space = new SearchSpace(new ParameterSpace([new("depth", new IntDistribution(3, 5)), new("kind", Texts("a", "b")), new("x", new FloatDistribution(0, 1)) { When = when }]));

        Assert.True(space.IsActive(2, [4, 0, 0]));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_space_that_cannot_be_searched_is_refused(ParameterSpace space, string expected) =>
        Assert.Contains(expected, Assert.Throws<AssayException>(() => new SearchSpace(space)).Message, StringComparison.Ordinal);

    public static TheoryData<ParameterSpace, string> Faults() => new()
    {
        { One(new FloatDistribution(0, 1, IsLog: true)), "must stay above 0" },
        { One(new FloatDistribution(2, 1)), "lower bound 2 is above its upper bound 1" },
        { One(new FloatDistribution(0, double.PositiveInfinity)), "not finite" },
        { One(new FloatDistribution(0, 1, Step: 0)), "step is 0" },
        { One(new IntDistribution(0, 8, IsLog: true)), "begin at 1" },
        { One(new IntDistribution(0, 8, Step: 0)), "step is 0" },
        { One(new CategoricalDistribution([])), "no choices" },
        { One(new CategoricalDistribution([ParameterValue.Of(1), ParameterValue.Of(1)])), "the choice 1 is there twice" },
        { new ParameterSpace([new("a", new IntDistribution(0, 1)), new("a", new IntDistribution(0, 1))]), "'a' twice" },
        { new ParameterSpace([new("", new IntDistribution(0, 1))]), "no name" },
        { new ParameterSpace([new("a", new IntDistribution(0, 1))]) { Derived = [new("s", "sort_asc(a, b)")] }, "sorts 'b'" },
    };

    [Fact]
    public void A_space_comes_back_from_json_as_it_was()
    {
        var again = ParameterSpace.FromJson(Transformer.Declared.ToJson());

        Assert.Equal(Transformer.Declared.ToJson(), again.ToJson());
        Assert.Equal(Transformer.Declared.Constraints, again.Constraints);
        Assert.Equal("layers >= 2", again.Parameters[3].When);
    }

    private static ParameterSpace One(Distribution distribution) => new([new("a", distribution)]);

    private static double[] Point(SearchSpace space, params double[] values) =>
        space.ToPoint(values.Select((value, index) => (space.Dimensions[index].Name, Value: ParameterValue.Of(value))).ToDictionary(pair => pair.Name, pair => pair.Value));

    private static CategoricalDistribution Numbers(params double[] values) => new([.. values.Select(ParameterValue.Of)]);

    private static CategoricalDistribution Texts(params string[] values) => new([.. values.Select(ParameterValue.Of)]);
}
